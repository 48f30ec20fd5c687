"""Answers to equality monitoring, and the tickets that let one answer once; neither points at any other table."""

from enum import StrEnum

from piccolo.columns import Date, Varchar
from piccolo.columns.column_types import UUID
from piccolo.columns.defaults.uuid import UUID4
from piccolo.constraints import Check
from piccolo.table import Table

from prime.core.columns import choice, moment, one_of


class Sex(StrEnum):
    """Sex, as the census asks it."""

    FEMALE = "female"
    MALE = "male"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class SameGender(StrEnum):
    """Whether gender is the same as the sex registered at birth."""

    YES = "yes"
    NO = "no"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class AgeGroup(StrEnum):
    """Age in bands."""

    UNDER_25 = "under_25"
    FROM_25_TO_34 = "from_25_to_34"
    FROM_35_TO_44 = "from_35_to_44"
    FROM_45_TO_54 = "from_45_to_54"
    FROM_55_TO_64 = "from_55_to_64"
    FROM_65 = "from_65"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class Ethnicity(StrEnum):
    """The five groups of the harmonised standard for England."""

    ASIAN = "asian"
    BLACK = "black"
    MIXED = "mixed"
    WHITE = "white"
    OTHER = "other"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class Disability(StrEnum):
    """Whether a condition of 12 months or more reduces what one can do day to day."""

    YES = "yes"
    NO = "no"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class Religion(StrEnum):
    """Religion or belief, as the census asks it."""

    NONE = "none"
    BUDDHIST = "buddhist"
    CHRISTIAN = "christian"
    HINDU = "hindu"
    JEWISH = "jewish"
    MUSLIM = "muslim"
    SIKH = "sikh"
    OTHER = "other"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class Orientation(StrEnum):
    """Sexual orientation, as the census asks it."""

    STRAIGHT = "straight"
    GAY_OR_LESBIAN = "gay_or_lesbian"
    BISEXUAL = "bisexual"
    OTHER = "other"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"


class EqualityAnswer(Table, help_text="What one applicant told us for statistics; no person, no application, no day."):
    """The key is random: one made from the time would tell whose application it followed. Never in the admin."""

    id = UUID(primary_key=True, default=UUID4(), index=False)
    month = Date(default=None, help_text="First day of the month of answering.")
    sex = choice(Sex, default=Sex.PREFER_NOT_TO_SAY)
    same_gender = choice(SameGender, default=SameGender.PREFER_NOT_TO_SAY)
    age_group = choice(AgeGroup, default=AgeGroup.PREFER_NOT_TO_SAY)
    ethnicity = choice(Ethnicity, default=Ethnicity.PREFER_NOT_TO_SAY)
    disability = choice(Disability, default=Disability.PREFER_NOT_TO_SAY)
    religion = choice(Religion, default=Religion.PREFER_NOT_TO_SAY)
    orientation = choice(Orientation, default=Orientation.PREFER_NOT_TO_SAY)

    equality_month_is_whole = Check("extract(day FROM month) = 1")
    equality_key_is_random = Check("uuid_extract_version(id) = 4")
    equality_sex_known = one_of("sex", Sex)
    equality_same_gender_known = one_of("same_gender", SameGender)
    equality_age_group_known = one_of("age_group", AgeGroup)
    equality_ethnicity_known = one_of("ethnicity", Ethnicity)
    equality_disability_known = one_of("disability", Disability)
    equality_religion_known = one_of("religion", Religion)
    equality_orientation_known = one_of("orientation", Orientation)


class EqualityTicket(Table, help_text="Lets whoever has just applied answer once; deleted with the answer."):
    """Only the hash of its token is kept, and no application."""

    id = UUID(primary_key=True, default=UUID4(), index=False)
    token = Varchar(length=64, unique=True, default="", secret=True)
    expires_at = moment()
