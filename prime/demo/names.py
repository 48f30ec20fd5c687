"""Invented words: people, councils, teams, agencies. None of the councils and hardly any of the surnames exist."""

import itertools
import random
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

FIRST_NAMES = (
    "Aaliyah", "Abena", "Aidan", "Alys", "Amara", "Anjali", "Anton", "Asha", "Beatriz", "Ben", "Bronwen", "Callum", "Chidi", "Chloe", "Claire",
    "Daniel", "Dilys", "Ebony", "Elif", "Emeka", "Erin", "Esther", "Ewan", "Farah", "Fatima", "Femi", "Fiona", "Gareth", "Grace", "Hannah",
    "Harriet", "Hugo", "Imani", "Iris", "Isaac", "Jamal", "Joanna", "José", "Kalina", "Kwame", "Laila", "Lena", "Leon", "Łucja", "Maeve", "Malik",
    "Maryam", "Megan", "Mei", "Mira", "Naomi", "Niamh", "Nikhil", "Nina", "Oluwaseun", "Owen", "Parveen", "Petra", "Priya", "Rania", "Rhys",
    "Rosa", "Ruth", "Samir", "Sana", "Seán", "Siân", "Simone", "Sofia", "Tariq", "Tendai", "Theo", "Tomasz", "Uzma", "Victor", "Wanjiru",
    "Yasmin", "Yusuf", "Zainab", "Zoë",
)  # fmt: skip
_HEADS = (
    "Amber", "Bramble", "Candle", "Dapple", "Elder", "Fern", "Gorse", "Hazel", "Ivory", "Juniper", "Kestrel", "Larks", "Maple", "Nettle", "Osier",
    "Pepper", "Quill", "Rowan", "Saffron", "Thistle", "Umber", "Vetch", "Willow", "Yarrow",
)  # fmt: skip
_TAILS = ("brook", "cott", "dale", "fold", "garth", "hollow", "ley", "mere", "moor", "shaw", "stead", "thwaite", "wick", "worthy")
SURNAMES = tuple(head + tail for head in _HEADS for tail in _TAILS)

AGENCIES = ("Plumbline Locums", "Harbour & Finch Staffing", "Bluebell Social Care", "Northlight People", "Tern Recruitment")
STREETS = ("Lantern Street", "Mill Row", "Cygnet Row", "Orchard Rise", "Chapel Steps", "Tannery Lane", "Old Market Place", "Weir Walk")
UNIVERSITIES = ("University of Eastmere", "Brackenshire University", "Kestrel College", "Old Weir University")
TEAMS = (
    "Referral and assessment", "Child protection", "Children looked after", "Family help", "Court team", "Leaving care", "Disabled children",
    "Fostering", "Front door (MASH)", "Exploitation and missing", "Reviewing service", "Kinship care",
)  # fmt: skip
# Which practice areas a team asks for.
TEAM_SKILLS = {
    "Referral and assessment": ("assessment", "front_door", "child_in_need"),
    "Child protection": ("child_protection", "court", "child_in_need"),
    "Children looked after": ("looked_after", "court", "kinship"),
    "Family help": ("family_help", "child_in_need", "assessment"),
    "Court team": ("court", "child_protection", "assessment"),
    "Leaving care": ("leaving_care", "unaccompanied_children", "looked_after"),
    "Disabled children": ("disabled_children", "child_in_need", "assessment"),
    "Fostering": ("fostering", "kinship", "adoption"),
    "Front door (MASH)": ("front_door", "assessment", "emergency_duty"),
    "Exploitation and missing": ("exploitation", "youth_justice", "child_protection"),
    "Reviewing service": ("conference_chairing", "quality_assurance", "looked_after"),
    "Kinship care": ("kinship", "fostering", "court"),
}

LONDON, SOUTH_EAST, EAST, SOUTH_WEST, WEST_MIDLANDS = "E12000007", "E12000008", "E12000006", "E12000009", "E12000005"


class CouncilFacts(NamedTuple):
    """An invented council: where it lies, its social workers by full-time equivalent, and its agency share then and now."""

    name: str
    code: str
    region: str
    latitude: float
    longitude: float
    posts: int
    share_then: float
    share_now: float
    is_owner: bool = False

    @property
    def domain(self) -> str:
        """Where its people have their e-mail."""
        return f"{self.name.removesuffix(' Council').lower().replace(' ', '')}.example"


# The owners come first; AfC files their returns. The first of them is the story that the overview tells.
COUNCILS = (
    CouncilFacts("Brackenshire Council", "BRACK", LONDON, 51.42, -0.31, 200, 57, 7, is_owner=True),
    CouncilFacts("Eastmere Council", "EAST", LONDON, 51.45, -0.35, 150, 41, 12, is_owner=True),
    CouncilFacts("Harrowfen Council", "HARFEN", SOUTH_EAST, 51.48, -0.62, 120, 34, 15, is_owner=True),
    CouncilFacts("Westmarch Council", "WEST", SOUTH_EAST, 51.30, -0.58, 165, 27, 19),
    CouncilFacts("Aldermoor Vale Council", "ALDER", SOUTH_EAST, 51.24, -0.33, 240, 22, 17),
    CouncilFacts("Copperwell Council", "COPPER", LONDON, 51.50, -0.12, 180, 25, 20),
    CouncilFacts("Dunmarrow Council", "DUNM", LONDON, 51.55, -0.05, 175, 24, 21),
    CouncilFacts("Elderbeck Council", "ELDER", EAST, 51.75, 0.12, 210, 18, 15),
    CouncilFacts("Fallowdene Council", "FALLOW", SOUTH_EAST, 51.38, 0.21, 190, 23, 18),
    CouncilFacts("Gorsebury Council", "GORSE", SOUTH_EAST, 51.66, -0.80, 150, 26, 18),
    CouncilFacts("Hollinmarch Council", "HOLLIN", EAST, 51.88, -0.41, 140, 19, 16),
    CouncilFacts("Inglewater Council", "INGLE", SOUTH_EAST, 51.06, -0.72, 130, 21, 16),
    CouncilFacts("Kettlestowe Council", "KETTLE", EAST, 52.05, 0.35, 260, 14, 12),
    CouncilFacts("Lanternbridge Council", "LANT", LONDON, 51.46, 0.02, 200, 28, 22),
    CouncilFacts("Marrowmoor Council", "MARROW", SOUTH_WEST, 51.40, -1.35, 170, 24, 19),
    CouncilFacts("Osierley Council", "OSIER", SOUTH_EAST, 51.45, -0.97, 120, 30, 23),
    CouncilFacts("Pennyfold Council", "PENNY", LONDON, 51.57, -0.33, 185, 26, 21),
    CouncilFacts("Quillhaven Council", "QUILL", SOUTH_WEST, 51.55, -1.78, 150, 22, 18),
    CouncilFacts("Rushmarsh Council", "RUSH", EAST, 51.58, 0.45, 160, 20, 17),
    CouncilFacts("Saltwhistle Council", "SALT", WEST_MIDLANDS, 52.10, -1.55, 145, 23, 20),
)


def people(dice: random.Random) -> Iterator[tuple[str, str]]:
    """First and last names; no full name comes twice."""
    pairs = list(itertools.product(FIRST_NAMES, SURNAMES))
    dice.shuffle(pairs)
    seen: set[str] = set()
    # Surnames do not repeat until every one has been used, so that a list does not look like a family.
    for first, last in itertools.chain.from_iterable(_rounds(pairs)):
        if (name := f"{first} {last}") not in seen:
            seen.add(name)
            yield first, last


def _rounds(pairs: list[tuple[str, str]]) -> Iterator[Iterator[tuple[str, str]]]:
    by_surname: dict[str, list[tuple[str, str]]] = {}
    for pair in pairs:
        by_surname.setdefault(pair[1], []).append(pair)
    for number in range(len(FIRST_NAMES)):
        yield (options[number] for options in by_surname.values())


def mailbox(first: str, last: str) -> str:
    """The part of an e-mail address before the @: letters without marks, a dot between."""
    plain = unicodedata.normalize("NFKD", f"{first}.{last}".replace("Ł", "L").lower())
    return "".join(letter for letter in plain if letter.isascii() and (letter.isalpha() or letter == "."))
