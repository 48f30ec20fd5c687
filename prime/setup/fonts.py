"""The typeface of documents: static cuts of Inter, made from the variable font of the npm package `inter-ui`.

WeasyPrint is fastest with plain TrueType files in a fontconfig folder of their own (four times faster than variable WOFF2), and
archival PDF wants complete, embeddable fonts. Inter's licence (OFL 1.1) asks for another name on altered copies: "Prime Sans".
"""

import shutil
from pathlib import Path
from typing import NamedTuple

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from prime.setup.assets import ASSETS
from prime.setup.steps import Say, once, tell

FAMILY = "Prime Sans"
WINDOWS_ENGLISH = (3, 1, 0x409)
OPTICAL_SIZE = 14  # the text end of Inter's axis; documents have no display type
CHARACTERS = (  # Latin with its extensions, Greek letters, punctuation, currency, arrows, fractions and ticks (Inter has no ballot boxes)
    "U+0020-007E,U+00A0-024F,U+0259,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0300-030C,U+0323,U+0327-0328,U+0384-03CE,U+1E00-1EFF,"
    "U+2000-206F,U+2070-209C,U+20A0-20BF,U+2113,U+2116,U+2122,U+2190-2199,U+2212,U+2215,U+2248,U+2260,U+2264-2265,U+25A0-25CF,"
    "U+2713-2717,U+FEFF,U+FFFD"
)
FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "calt", "tnum", "lnum", "case", "zero", "ss03", "frac", "sups", "liga")
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
</fontconfig>
"""


class Cut(NamedTuple):
    """One static font: its weight and whether it slants."""

    name: str
    weight: int
    is_italic: bool = False

    @property
    def style(self) -> str:
        """Give the name of the style in menus, such as `SemiBold Italic`."""
        words = [self.name] if self.name != "Regular" or not self.is_italic else []
        return " ".join([*words, *(["Italic"] if self.is_italic else [])])

    @property
    def file_name(self) -> str:
        """Give the name of the file."""
        return f"PrimeSans-{self.style.replace(' ', '')}.ttf"


CUTS = (
    Cut("Regular", 400),
    Cut("Medium", 500),
    Cut("SemiBold", 600),
    Cut("Bold", 700),
    Cut("Regular", 400, is_italic=True),
    Cut("SemiBold", 600, is_italic=True),
)


def build_fonts(assets: Path = ASSETS, say: Say = tell) -> None:
    """Make the static fonts, their licence and the fontconfig file that names their folder."""
    folder = assets / "build" / "fonts"
    once(
        "Document fonts",
        inputs=[assets / "package-lock.json", Path(__file__), str(folder)],
        outputs=[folder / "fonts.conf", folder / "OFL.txt", *(folder / cut.file_name for cut in CUTS)],
        build=lambda: _build(assets / "node_modules" / "inter-ui", folder),
        say=say,
    )


def _build(package: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for is_italic, file_name in ((False, "InterVariable.woff2"), (True, "InterVariable-Italic.woff2")):
        source = folder / "source.ttf"
        _subset(package / "variable" / file_name, source)
        for cut in CUTS:
            if cut.is_italic == is_italic:
                _instantiate(source, cut).save(folder / cut.file_name)
        source.unlink()
    shutil.copy(package / "LICENSE.txt", folder / "OFL.txt")
    (folder / "fonts.conf").write_text(CONFIGURATION.format(folder=folder))


def _subset(source: Path, target: Path) -> None:
    """Keep the characters and features that documents use, before the slow step."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, name_IDs=["*"], hinting=False, glyph_names=False, notdef_outline=True)
    options.drop_tables += ["STAT"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    subsetter.subset(font)
    font.flavor = None
    font.save(target)


def _instantiate(source: Path, cut: Cut) -> TTFont:
    font = instancer.instantiateVariableFont(
        TTFont(source, recalcTimestamp=False),
        {"wght": cut.weight, "opsz": OPTICAL_SIZE},
        updateFontNames=False,
    )
    _rename(font, cut)
    is_bold = cut.weight == 700  # noqa: PLR2004 - the weight called bold
    font["OS/2"].usWeightClass = cut.weight
    font["OS/2"].fsSelection = 1 * cut.is_italic | 0x20 * is_bold | 0x40 * (cut.style == "Regular") | 0x80  # USE_TYPO_METRICS
    font["head"].macStyle = 1 * is_bold | 2 * cut.is_italic
    return font


def _rename(font: TTFont, cut: Cut) -> None:
    """Name the cut: the old pair of names knows four styles a family, the typographic pair (16 and 17) knows them all."""
    names = font["name"]
    for name_id in (21, 22, 25):
        names.removeNames(nameID=name_id)
    linked = cut.weight in (400, 700)
    values = {
        1: FAMILY if linked else f"{FAMILY} {cut.name}",
        2: "Italic" if cut.is_italic else cut.name if linked else "Regular",
        3: cut.file_name.removesuffix(".ttf"),
        4: f"{FAMILY} {cut.style}",
        6: cut.file_name.removesuffix(".ttf"),
        16: FAMILY,
        17: cut.style,
    }
    for name_id, value in values.items():
        names.removeNames(nameID=name_id)
        names.setName(value, name_id, *WINDOWS_ENGLISH)
