"""Which kit a vacancy uses, and what a draft needs; what we ship meets it."""

from uuid import UUID

import msgspec
import pytest

from prime.core.errors import InvalidInput
from prime.kits import published, rules
from prime.kits.errors import NoKit, NotPublishable
from prime.kits.schemas import Content, KitRow, QuestionIn
from prime.kits.tables import Area

SHIPPED = list(published.kits())


def _kit(key: str, levels: tuple[int, int] | None, number: int | None = 1) -> KitRow:
    lowest, highest = levels or (None, None)
    return KitRow(
        id=UUID(int=1), key=key, title=key, level_from=lowest, level_to=highest, number=number, published_at=None, has_draft=number is None
    )


KITS = [_kit("low", (1, 1)), _kit("middle", (2, 4)), _kit("named", None), _kit("unwritten", (5, 9), number=None)]


@pytest.mark.parametrize(
    ("key", "level", "chosen"),
    [
        ("", 1, "low"),
        ("", 3, "middle"),
        ("", 7, "middle"),
        ("named", 1, "named"),
        ("unwritten", 1, "low"),
        ("no_such_kit", 2, "middle"),
    ],
)
def test_the_named_kit_or_the_one_of_the_level_or_the_nearest(key, level, chosen):
    assert rules.choose(KITS, key=key, level=level).key == chosen


def test_no_kit_in_force():
    with pytest.raises(NoKit):
        rules.choose(KITS[-1:], key="", level=5)


@pytest.mark.parametrize("levels", [(1, None), (None, 1), (3, 2)])
def test_half_of_the_levels_or_the_wrong_order(levels):
    with pytest.raises(InvalidInput):
        rules.check_levels(*levels)


@pytest.mark.parametrize("kit", SHIPPED, ids=lambda kit: kit.key)
def test_what_we_ship_can_be_published_and_says_different_things_for_different_points(kit):
    rules.check_content(kit.content)
    rules.check_publishable(kit.content)
    for competency in kit.content.competencies:
        assert len(set(competency.anchors)) == 5
        assert competency.prompts
        assert competency.basis
    msgspec.convert(msgspec.to_builtins(kit.content), Content)  # keeps the lengths that the API asks for


def test_every_level_of_the_ladder_has_one_kit():
    levels = [level for kit in SHIPPED for level in range(kit.levels[0], kit.levels[1] + 1)]
    assert sorted(levels) == list(range(1, 8))


def test_a_kit_without_a_veto_or_with_too_little_cannot_be_published():
    whole = SHIPPED[0].content
    without = [c for c in whole.competencies if c.area is Area.PRACTICE]
    for content, missing in (
        (msgspec.structs.replace(whole, competencies=without, questions=[QuestionIn(area=Area.VALUES, wording="x")]), "safeguarding"),
        (msgspec.structs.replace(whole, competencies=without, questions=[]), "values"),
        (msgspec.structs.replace(whole, competencies=whole.competencies[:2]), "3 competencies"),
    ):
        with pytest.raises(NotPublishable, match=missing):
            rules.check_publishable(content)


def test_practice_is_never_a_veto():
    competency = msgspec.structs.replace(SHIPPED[0].content.competencies[0], veto_below=2)
    for content in (Content(competencies=[competency]), Content(questions=[QuestionIn(area=Area.PRACTICE, wording="x")])):
        with pytest.raises(InvalidInput):
            rules.check_content(content)


def test_more_than_a_panel_can_rate():
    with pytest.raises(InvalidInput):
        rules.check_content(Content(competencies=SHIPPED[0].content.competencies * 3))
