"""Kits, their versions, competencies and veto questions."""

from enum import StrEnum

from piccolo.columns import Integer, SmallInt, Text, Varchar
from piccolo.columns.readable import Readable
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from prime.accounts.tables import User
from prime.core.columns import choice, foreign_key, moment, moment_now, one_of, primary_key


class Area(StrEnum):
    """What a competency or question is about; only values and safeguarding can be a veto."""

    PRACTICE = "practice"
    VALUES = "values"
    SAFEGUARDING = "safeguarding"


class Kit(Table, help_text="What panels ask and rate for some levels of the role ladder; its content stands in versions."):
    """A vacancy may name a kit by its key; otherwise the level of its grade decides."""

    id = primary_key()
    key = Varchar(length=40, unique=True, default="", help_text="How a vacancy names it.")
    title = Varchar(length=120, default="")
    level_from = SmallInt(null=True, default=None, help_text="Lowest level of the role ladder; empty where only vacancies that name it use it.")
    level_to = SmallInt(null=True, default=None, help_text="Highest level.")
    created_at = moment_now()

    kit_levels_in_order = Check("(level_from IS NULL) = (level_to IS NULL) AND level_from <= level_to AND level_from > 0")
    kit_key_is_plain = Check("key ~ '^[a-z][a-z0-9_]*$'")

    @classmethod
    def get_readable(cls) -> Readable:
        """How the admin shows a reference to it."""
        return Readable(template="%s", columns=[cls.title])


class KitVersion(Table, help_text="What a kit says from one publication to the next; once published it never changes."):
    """At most one draft of a kit; the highest published number is in force."""

    id = primary_key()
    kit = foreign_key(Kit)
    number = SmallInt(default=1)
    note = Varchar(length=300, default="", help_text="What is new in it.")
    revision = Integer(default=1, help_text="Raised with every change of the draft, so that two editors notice each other.")
    created_by = foreign_key(User, null=True)
    created_at = moment_now()
    published_by = foreign_key(User, null=True)
    published_at = moment(null=True)

    kit_version_once = Unique([kit, number])
    kit_version_numbered = Check("number > 0")


class Competency(Table, help_text="What a panel rates from 1 to 5, with words for each number of points."):
    """In the order in which the panel rates."""

    id = primary_key()
    kit_version = foreign_key(KitVersion)
    position = SmallInt(default=1)
    area = choice(Area, default=Area.PRACTICE)
    title = Varchar(length=120, default="")
    question = Varchar(length=300, default="", help_text="What each member of the panel asks themselves.")
    anchor_1 = Varchar(length=400, default="")
    anchor_2 = Varchar(length=400, default="")
    anchor_3 = Varchar(length=400, default="")
    anchor_4 = Varchar(length=400, default="")
    anchor_5 = Varchar(length=400, default="")
    prompts = Text(default="", help_text="Questions that the panel may put to the candidate, one a line.")
    basis = Varchar(length=200, default="", help_text="The professional standards that it follows.")
    veto_below = SmallInt(null=True, default=None, help_text="Fewer points than this are a veto; empty where none are.")

    competency_once = Unique([kit_version, position])
    competency_area_known = one_of("area", Area)
    competency_anchored = Check("title <> '' AND question <> '' AND '' NOT IN (anchor_1, anchor_2, anchor_3, anchor_4, anchor_5)")
    competency_veto_is_possible = Check("veto_below BETWEEN 2 AND 5 AND (veto_below IS NULL OR area <> 'practice')")


class VetoQuestion(Table, help_text="A question on values or safeguarding that every member of a panel answers; a yes is a veto."):
    """In the order in which the panel answers."""

    id = primary_key()
    kit_version = foreign_key(KitVersion)
    position = SmallInt(default=1)
    area = choice(Area, default=Area.SAFEGUARDING)
    wording = Varchar(length=300, default="")

    veto_question_once = Unique([kit_version, position])
    veto_question_area_known = Check("area IN ('values', 'safeguarding')")
    veto_question_says_something = Check("wording <> ''")
