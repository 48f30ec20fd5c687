"""What makes two records look like one person, in points and in words. Pure.

Nobody is merged by points: they only choose which pairs people are shown (C2).
"""

import re
from collections.abc import Callable, Iterable
from itertools import product

import phonenumbers
from anyascii import anyascii
from jellyfish import metaphone
from rapidfuzz.distance import OSA, JaroWinkler

from prime.duplicates.schemas import Details, Reason, ReasonKind
from prime.duplicates.tables import KeyKind

# Pairs with fewer points are not shown.
LEAST_SHOWN = 50
MOST_POINTS = 100
# Beside two given names, or two registrations, that are clearly different, nothing else makes one person.
MOST_AGAINST = 45
# People compared with one record; a detail that more share (a hostel's telephone) says nothing.
MOST_COMPARED = 200
REASON_MAX = 1000

POINTS = {
    ReasonKind.SWE_NUMBER: 70,
    ReasonKind.EMAIL: 70,
    ReasonKind.PHONE: 40,
    ReasonKind.SAME_NAME: 35,
    ReasonKind.LIKE_NAME: 30,
    ReasonKind.GIVEN_NAME: 15,
    ReasonKind.EMAIL_TYPO: 25,
    ReasonKind.POSTCODE: 20,
    ReasonKind.SWE_TYPO: 20,
}
REASON_LABELS = {
    ReasonKind.SWE_NUMBER: "Same Social Work England number",
    ReasonKind.EMAIL: "Same email account",
    ReasonKind.PHONE: "Same telephone number",
    ReasonKind.SAME_NAME: "Same name",
    ReasonKind.LIKE_NAME: "Names alike",
    ReasonKind.GIVEN_NAME: "Same first name, other last name",
    ReasonKind.EMAIL_TYPO: "Email addresses alike",
    ReasonKind.POSTCODE: "Same postcode",
    ReasonKind.SWE_TYPO: "Social Work England numbers alike",
    ReasonKind.OTHER_GIVEN_NAME: "Different first names",
    ReasonKind.OTHER_SWE_NUMBER: "Different Social Work England numbers",
}

# Providers that deliver addresses with dots, or with a plus and anything after it, to one account (their own help pages).
_ALIASES = {"googlemail.com": "gmail.com"}
_IGNORE_DOTS = frozenset({"gmail.com"})
_IGNORE_PLUS = frozenset({"gmail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "icloud.com", "me.com", "fastmail.com"})

# Forms and spellings of one given name that no measure of letters brings together.
_FORMS = (
    "mohammed mohammad mohamed muhammad muhammed mohd",
    "ahmed ahmad",
    "aisha ayesha aysha",
    "fatima fatema fatimah",
    "hussain hussein husain",
    "yusuf youssef yousuf",
    "elizabeth elisabeth liz lizzie beth betty eliza",
    "catherine katherine kathryn kate katie cathy kath",
    "margaret maggie meg peggy",
    "william will bill billy",
    "robert rob bob robbie",
    "richard rick dick",
    "james jim jimmy jamie",
    "john jack",
    "michael mike mick",
    "susan sue susie",
    "patricia pat trish",
    "christopher chris",
    "christine chris tina",
    "deborah debbie deb",
    "jennifer jen jenny",
    "rebecca becky bex",
    "samantha sam",
    "samuel sam",
    "alexandra alex sandra",
    "alexander alex sandy",
    "victoria vicky tori",
    "theresa tess terry",
    "anthony tony",
    "edward ed ted eddie",
    "thomas tom tommy",
    "david dave dai dafydd",
    "gwenllian gwen",
    "rhiannon rhi",
    "angharad harri",
)
_FORM_GROUPS: dict[str, set[int]] = {}
for _number, _line in enumerate(_FORMS):
    for _form in _line.split():
        _FORM_GROUPS.setdefault(_form, set()).add(_number)

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof"})
# Between typing errors of one name and two names of one family ("Carys" and "Cerys" are .88 alike).
_ALIKE_GIVEN, _ALIKE_SURNAME = 0.9, 0.88
_SHORTEST_PART = 3
# A slip in a shorter address is as well another person's.
_LONG_ADDRESS = 8
_NAME_KEYS = 20


def plain_email(typed: str) -> str:
    """An e-mail address as the account behind it: small letters, and without what its provider is known to ignore."""
    local, _, domain = typed.strip().lower().rpartition("@")
    domain = _ALIASES.get(domain, domain)
    if domain in _IGNORE_PLUS:
        local = local.partition("+")[0]
    if domain in _IGNORE_DOTS:
        local = local.replace(".", "")
    return f"{local}@{domain}" if local and domain else ""


def plain_phone(typed: str) -> str:
    """A telephone number in E.164, read as a British one unless it says otherwise; nothing where it cannot be one."""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if phonenumbers.is_possible_number(number) else ""


def masked(email: str) -> str:
    """An address so that its owner knows it and nobody else learns it."""
    local, _, domain = email.partition("@")
    return f"{local[:2]}…@{domain}"


def name_parts(name: str) -> list[str]:
    """A name in parts of plain small letters: accents and other scripts spelled out, apostrophes closed up, titles left out."""
    spelled = anyascii(name).lower().replace("'", "").replace("`", "")
    return [part for part in re.findall(r"[a-z]+", spelled) if part not in _TITLES]


def keys_of(person: Details) -> set[tuple[KeyKind, str]]:
    """The details by which others with the same are found."""
    parts = [[metaphone(part) or part for part in name_parts(f"{first} {last}")] for first, last in person.names]
    pairs = {" ".join(sorted((one, other))) for name in parts for at, one in enumerate(name) for other in name[at + 1 :]}
    found: dict[KeyKind, Iterable[str]] = {
        KeyKind.EMAIL: map(plain_email, person.emails),
        KeyKind.PHONE: map(plain_phone, person.phones),
        KeyKind.SWE_NUMBER: person.swe_numbers,
        KeyKind.POSTCODE: (postcode.replace(" ", "").upper() for postcode in person.postcodes),
        KeyKind.NAME: sorted(pairs)[:_NAME_KEYS],
    }
    return {(kind, value[:254]) for kind, values in found.items() for value in values if value}


def score(one: Details, other: Details) -> tuple[int, list[Reason]]:
    """How many points of 100 speak for one person, and every reason for and against it, the strongest first."""
    reasons = [
        *_names(one, other),
        *_shared(ReasonKind.PHONE, plain_phone, one.phones, other.phones),
        *_shared(ReasonKind.POSTCODE, lambda typed: typed.replace(" ", "").upper(), one.postcodes, other.postcodes),
        *(_shared(ReasonKind.EMAIL, plain_email, one.emails, other.emails) or _email_typo(one, other)),
        *(_shared(ReasonKind.SWE_NUMBER, str, one.swe_numbers, other.swe_numbers) or _other_registration(one, other)),
    ]
    kinds = {reason.kind for reason in reasons}
    points = min(sum(POINTS.get(kind, 0) for kind in kinds), MOST_POINTS)
    is_registered_once = ReasonKind.SWE_NUMBER in kinds
    is_one_account = ReasonKind.EMAIL in kinds
    if (ReasonKind.OTHER_GIVEN_NAME in kinds and not is_registered_once) or (ReasonKind.OTHER_SWE_NUMBER in kinds and not is_one_account):
        points = min(points, MOST_AGAINST)
    return points, sorted(reasons, key=lambda reason: -POINTS.get(reason.kind, -1))


def _shared(kind: ReasonKind, plain: Callable[[str], str], ones: Iterable[str], others: Iterable[str]) -> list[Reason]:
    both = {plain(value) for value in ones} & {plain(value) for value in others} - {""}
    return [Reason(kind, ", ".join(sorted(both)))] if both else []


def _names(one: Details, other: Details) -> list[Reason]:
    """The best that any name of one record says beside any of the other."""
    found = [reason for mine, theirs in product(one.names, other.names) for reason in _name(mine, theirs)]
    return [max(found, key=lambda reason: POINTS.get(reason.kind, -1))] if found else []


def _name(mine: tuple[str, str], theirs: tuple[str, str]) -> list[Reason]:
    best: list[Reason] = []
    for their_first, their_last in (theirs, theirs[::-1]):
        given, surname = _given(name_parts(mine[0]), name_parts(their_first)), _surname(name_parts(mine[1]), name_parts(their_last))
        if given == surname == 1:
            return [Reason(ReasonKind.SAME_NAME)]
        if given >= _ALIKE_GIVEN and surname >= _ALIKE_SURNAME:
            best = [Reason(ReasonKind.LIKE_NAME, f"{100 * min(given, surname):.0f}%")]
    if best:
        return best
    given = _given(name_parts(mine[0]), name_parts(theirs[0]))
    return [Reason(ReasonKind.GIVEN_NAME if given >= _ALIKE_GIVEN else ReasonKind.OTHER_GIVEN_NAME)]


def _given(mine: list[str], theirs: list[str]) -> float:
    """How alike given names are; a second one counts only where the other is known by it, as sisters share second names."""
    if not mine or not theirs:
        return 0
    if "".join(mine) == "".join(theirs):
        return 1
    beside = [(mine[0], part) for part in theirs] + [(part, theirs[0]) for part in mine[1:]]
    return max(_alike_given(one, other) for one, other in beside)


def _alike_given(one: str, other: str) -> float:
    if 1 in {len(one), len(other)}:
        return _ALIKE_GIVEN if one[0] == other[0] else 0
    if _FORM_GROUPS.get(one, set()) & _FORM_GROUPS.get(other, set()):
        return 0.95
    return min(JaroWinkler.similarity(one, other), 0.99) if one != other else 0.99


def _surname(mine: list[str], theirs: list[str]) -> float:
    """How alike family names are; half of a double-barrelled one is enough."""
    if not mine or not theirs:
        return 0
    one, other = "".join(mine), "".join(theirs)
    if one == other:
        return 1
    if {part for part in mine if len(part) >= _SHORTEST_PART} & set(theirs):
        return 0.95
    return min(JaroWinkler.similarity(one, other), 0.99)


def _email_typo(one: Details, other: Details) -> list[Reason]:
    """One slip of the finger apart, or the same unusual name at another provider."""
    names = {part for person in (one, other) for name in person.names for part in name_parts(" ".join(name))}
    for mine, theirs in product(map(plain_email, one.emails), map(plain_email, other.emails)):
        local, domain = mine.partition("@")[::2]
        their_local, their_domain = theirs.partition("@")[::2]
        # Anybody of that name may have thought of an address made of nothing else.
        is_unusual = any(letter.isdigit() for letter in local) or not set(re.findall(r"[a-z]+", local)) <= names
        is_slip = OSA.distance(mine, theirs) == 1 and (
            domain != their_domain or (len(local) >= _LONG_ADDRESS and not _differ_in_digit(local, their_local))
        )
        if mine and theirs and (is_slip or (local == their_local and is_unusual)):
            return [Reason(ReasonKind.EMAIL_TYPO, f"{mine} and {theirs}")]
    return []


def _differ_in_digit(one: str, other: str) -> bool:
    """Whether only figures are different: at one provider, that is how people of one name tell their addresses apart."""
    return re.sub(r"\d", "", one) == re.sub(r"\d", "", other)


def _other_registration(one: Details, other: Details) -> list[Reason]:
    if not one.swe_numbers or not other.swe_numbers:
        return []
    for mine, theirs in product(one.swe_numbers, other.swe_numbers):
        if OSA.distance(mine, theirs) == 1:
            return [Reason(ReasonKind.SWE_TYPO, f"{mine} and {theirs}")]
    return [Reason(ReasonKind.OTHER_SWE_NUMBER)]
