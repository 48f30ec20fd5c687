"""The typeface of documents: the cuts, their names, their characters, and that building them again gives the same bytes."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from prime.setup.assets import ASSETS
from prime.setup.fonts import CUTS, Cut, build_fonts

FOLDER = ASSETS / "build" / "fonts"
NEEDED = "AaZz019 £€½¼×÷–—‘’“”•…□✓✗ ÁÉÍÓÚŴŶŵŷ ĄąŁłŞşŽž Αω →←≤≥−"


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.style)
def test_each_cut_has_its_name_weight_and_characters(cut: Cut) -> None:
    font = TTFont(FOLDER / cut.file_name)

    assert font["name"].getDebugName(16) == "Prime Sans"
    assert font["name"].getDebugName(17) == cut.style
    assert "Inter" not in {font["name"].getDebugName(number) for number in (1, 3, 4, 6, 16)}
    assert font["OS/2"].usWeightClass == cut.weight
    assert bool(font["head"].macStyle & 2) is cut.is_italic
    assert "fvar" not in font
    assert font["OS/2"].fsType == 0  # free to embed
    missing = [character for character in NEEDED if ord(character) not in font.getBestCmap()]
    assert not missing


def test_six_cuts_with_different_file_names() -> None:
    assert [cut.style for cut in CUTS] == ["Regular", "Medium", "SemiBold", "Bold", "Italic", "SemiBold Italic"]
    assert len({cut.file_name for cut in CUTS}) == len(CUTS)


def test_figures_can_be_set_in_columns() -> None:
    features = TTFont(FOLDER / CUTS[0].file_name)["GSUB"].table.FeatureList.FeatureRecord

    assert "tnum" in {record.FeatureTag for record in features}


def test_the_licence_and_the_configuration_lie_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text()
    assert f"<dir>{FOLDER}</dir>" in (FOLDER / "fonts.conf").read_text()


@pytest.mark.deep
def test_building_again_gives_the_same_bytes(fresh_ground: Path, tmp_path: Path) -> None:
    for name in ("package-lock.json", "node_modules"):
        (tmp_path / name).symlink_to(ASSETS / name)

    build_fonts(tmp_path, say=lambda line: None)

    for cut in CUTS:
        assert (tmp_path / "build" / "fonts" / cut.file_name).read_bytes() == (FOLDER / cut.file_name).read_bytes(), cut.file_name
