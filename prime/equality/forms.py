"""The HTML form of equality monitoring; a question that is skipped counts as "Prefer not to say"."""

from prime.core.fields import Form, Messages
from prime.equality.rules import QUESTIONS
from prime.equality.tables import AgeGroup, Disability, Ethnicity, Orientation, Religion, SameGender, Sex


class AnswerForm(Form):
    """One answer to each question."""

    sex: Sex = Sex.PREFER_NOT_TO_SAY
    same_gender: SameGender = SameGender.PREFER_NOT_TO_SAY
    age_group: AgeGroup = AgeGroup.PREFER_NOT_TO_SAY
    ethnicity: Ethnicity = Ethnicity.PREFER_NOT_TO_SAY
    disability: Disability = Disability.PREFER_NOT_TO_SAY
    religion: Religion = Religion.PREFER_NOT_TO_SAY
    orientation: Orientation = Orientation.PREFER_NOT_TO_SAY


ANSWER: Messages = {name: {"*": "Select one of the answers"} for name in QUESTIONS}
