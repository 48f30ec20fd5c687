"""Which kit a vacancy uses, and what a draft needs before it is published. Pure."""

from collections.abc import Sequence

from prime.core.errors import InvalidInput
from prime.kits.errors import NoKit, NotPublishable
from prime.kits.schemas import MOST_COMPETENCIES, MOST_QUESTIONS, Content, KitRow
from prime.kits.tables import Area

LEAST_COMPETENCIES = 3
AREA_LABELS = {Area.PRACTICE: "Practice", Area.VALUES: "Values", Area.SAFEGUARDING: "Safeguarding"}


def choose(kits: Sequence[KitRow], *, key: str, level: int) -> KitRow:
    """The kit that a vacancy names or, where it names none that is in force, the one of its grade's level or the nearest.

    Raises:
        NoKit: none is in force.
    """
    in_force = [kit for kit in kits if kit.number is not None]
    named = next((kit for kit in in_force if key and kit.key == key), None)
    if named is not None:
        return named
    if not in_force:
        raise NoKit("Publish an interview kit first.")
    return min(in_force, key=lambda kit: (_distance(kit, level), kit.key))


def _distance(kit: KitRow, level: int) -> float:
    if kit.level_from is None or kit.level_to is None:
        return float("inf")
    return max(kit.level_from - level, level - kit.level_to, 0)


def check_levels(level_from: int | None, level_to: int | None) -> None:
    """Both ends of the levels or neither, in order; raises InvalidInput."""
    if (level_from is None) != (level_to is None):
        raise InvalidInput.field("level_to", "Enter both the lowest and the highest level, or neither")
    if level_from is not None and level_to is not None and level_from > level_to:
        raise InvalidInput.field("level_to", "The highest level must not be below the lowest")


def check_content(content: Content) -> None:
    """Not more than a panel can rate, and only what is about values or safeguarding can be a veto; raises InvalidInput."""
    if len(content.competencies) > MOST_COMPETENCIES or len(content.questions) > MOST_QUESTIONS:
        raise InvalidInput.field("content", f"A kit has at most {MOST_COMPETENCIES} competencies and {MOST_QUESTIONS} questions")
    faults = [
        {"pointer": f"/content/competencies/{number}/vetoBelow", "detail": "Only values and safeguarding have a line for a veto"}
        for number, competency in enumerate(content.competencies)
        if competency.veto_below is not None and competency.area is Area.PRACTICE
    ]
    faults += [
        {"pointer": f"/content/questions/{number}/area", "detail": "A veto question is about values or safeguarding"}
        for number, question in enumerate(content.questions)
        if question.area is Area.PRACTICE
    ]
    if faults:
        raise InvalidInput(faults)


def check_publishable(content: Content) -> None:
    """A kit rates at least three competencies, and values and safeguarding can each stop an appointment (N8).

    Raises:
        NotPublishable: saying what is missing.
    """
    if len(content.competencies) < LEAST_COMPETENCIES:
        raise NotPublishable(f"A kit has at least {LEAST_COMPETENCIES} competencies.")
    vetoes = {c.area for c in content.competencies if c.veto_below is not None} | {question.area for question in content.questions}
    for area in (Area.VALUES, Area.SAFEGUARDING):
        if area not in vetoes:
            raise NotPublishable(f"A kit has a veto on {AREA_LABELS[area].lower()}: a line on a competency, or a question.")
