"""What is asked, of whom, and what a sound answer is. Pure.

Social work is exempt from the Rehabilitation of Offenders Act 1974: the Exceptions Order 1975 lets us ask for spent
convictions and cautions, but not for those that are protected (filtered; orders of 2013 and 2020). Keeping children safe
in education, part three, the benchmark of safer recruitment (domain.md 5), asks shortlisted candidates only.
"""

import msgspec

from prime.candidates.rules import plain
from prime.candidates.tables import Stage
from prime.core.errors import InvalidInput
from prime.disclosures.schemas import Answer, DisclosureIn, Question, ReviewIn
from prime.disclosures.tables import DisclosureStatus, Finding

QUESTIONS = (
    Question(
        "convictions",
        "Do you have any convictions or adult cautions that are not protected?",
        "Tell us of spent ones too. Leave out those that are protected (filtered): you do not have to tell anybody of them.",
    ),
    Question(
        "overseas",
        "Have you been convicted or cautioned in another country of something that counts here?",
        "The same rules hold: leave out what would be protected here.",
    ),
    Question(
        "barred",
        "Are you barred from working with children or adults at risk, or is anybody considering it?",
        "The children’s and the adults’ barred lists, or a list of another country.",
    ),
    Question(
        "regulator",
        "Has a regulator ever restricted, suspended or removed you, or is one looking into your practice?",
        "Social Work England or one before it, or a regulator of another profession or country.",
    ),
    Question(
        "social_care",
        "Has a children’s service ever been concerned about how you care for a child?",
        "As a parent or carer, not in your work. It does not by itself stand in your way.",
    ),
    Question(
        "conduct",
        "Have you been dismissed, or left before a matter was heard, over harm or risk to a child or an adult?",
        "Leave out allegations that were found to be false, unfounded, unsubstantiated or malicious.",
    ),
)
NAMES = tuple(question.name for question in QUESTIONS)
# Shortlisted, and not yet at work.
ASKED_AT = frozenset({Stage.INTERVIEW, Stage.OFFER, Stage.CHECKS})
STATUSES = {
    DisclosureStatus.ASKED: ("Waiting for the candidate", "blue"),
    DisclosureStatus.SENT: ("To be read", "yellow"),
    DisclosureStatus.REVIEWED: ("Read", "green"),
}
FINDINGS = {
    Finding.NOTHING: ("Nothing to discuss", "The candidate is told that nothing more is needed."),
    Finding.DISCUSS: ("To discuss at the interview", "The panel’s lead and the candidate read what you write below, and nothing of the answers."),
    Finding.CONCERN: ("A concern", "You look into it further with the candidate. Nobody is turned down unheard."),
}
_NAME_MAX, _TEXT_MAX = 200, 4000


def checked(given: DisclosureIn) -> DisclosureIn:
    """The answers in one form: every question answered, every yes explained, declared to be true.

    Raises:
        InvalidInput: with every field that is wrong.
    """
    faults: dict[str, str] = {}
    answers: dict[str, Answer] = {}
    for question in QUESTIONS:
        answer = given.answers.get(question.name)
        if answer is None:
            faults[question.name] = "Select yes or no"
            continue
        detail = plain(answer.detail) if answer.is_yes else ""
        if answer.is_yes and not detail:
            faults[f"{question.name}_detail"] = "Enter what it is about"
        if len(detail) > _TEXT_MAX:
            faults[f"{question.name}_detail"] = f"This must be {_TEXT_MAX:,} characters or less"
        answers[question.name] = Answer(answer.is_yes, detail)
    if given.answers.keys() - set(NAMES):
        faults["answers"] = "Answer the questions and nothing else"
    name = " ".join(plain(given.signed_name).split())
    if not name or len(name) > _NAME_MAX:
        faults["signed_name"] = "Enter your full name" if not name else f"Name must be {_NAME_MAX} characters or less"
    if not given.is_true:
        faults["is_true"] = "Confirm that what you say is true and complete"
    if faults:
        raise InvalidInput([{"pointer": f"/{field}", "detail": sentence} for field, sentence in faults.items()])
    return msgspec.structs.replace(given, answers=answers, signed_name=name)


def checked_review(review: ReviewIn) -> ReviewIn:
    """A review in one form: what is to be discussed, or why it is a concern, is said; the other is empty.

    Raises:
        InvalidInput: something is missing.
    """
    discussion, note = plain(review.discussion), plain(review.note)
    if review.finding is Finding.DISCUSS and not discussion:
        raise InvalidInput.field("discussion", "Enter what the panel’s lead talks about with the candidate")
    if review.finding is Finding.CONCERN and not note:
        raise InvalidInput.field("note", "Enter what the concern is")
    return ReviewIn(finding=review.finding, discussion=discussion if review.finding is Finding.DISCUSS else "", note=note)
