"""The words by which an application is found, and what somebody who types in the search box looks for. Pure.

A word is kept in small ASCII letters, so that "Zoe" finds "Zoë". What says who the person is carries a mark, so that a
search that must not know the person leaves it out. Names are kept besides as they sound and with each letter left out once
(as SymSpell does), which finds a name with one letter wrong, missing, too many or changed for its neighbour.
"""

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec
from anyascii import anyascii
from jellyfish import metaphone

from prime.candidates.schemas import Searched

_PERSON, _ALIKE, _SOUND = "=", "~", "~/"
_MOST_WORDS, _LONGEST = 10, 40
_ALIKE_FROM, _LEAVE_OUT_FROM, _SOUNDS_FROM = 4, 5, 3
_APOSTROPHES = re.compile("['`]")
_PART = re.compile("[a-z0-9]+")
_UNFIT = re.compile("[^a-z0-9@._-]+")


class Wanted(msgspec.Struct, frozen=True):
    """A search as two `tsquery`s, one that knows the people and one that does not; an empty one finds nothing."""

    whole: str
    blind: str


def _chunks(text: str) -> Iterator[str]:
    for chunk in _APOSTROPHES.sub("", anyascii(text).lower()).split():
        if fit := _UNFIT.sub(" ", chunk).strip(" .-_@"):
            yield from (word[:_LONGEST] for word in fit.split())


def _words(text: str) -> set[str]:
    """Each word, and what stands between its hyphens, full stops and apostrophes."""
    plain = anyascii(text).lower()
    return {*_chunks(text), *(part[:_LONGEST] for form in (plain, _APOSTROPHES.sub("", plain)) for part in _PART.findall(form))}


def _alike(word: str) -> set[str]:
    """What a name shares with those that look or sound like it; nothing where it is too short to be mistaken for another."""
    if len(word) < _ALIKE_FROM or not word.isalpha():
        return set()
    left_out = {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) >= _LEAVE_OUT_FROM else set()
    sound = metaphone(word).replace(" ", "").lower()
    return {_ALIKE + form for form in {word, *left_out}} | ({_SOUND + sound} if len(sound) >= _SOUNDS_FROM else set())


def _reference(reference: str) -> set[str]:
    """`APP-2026-000042` as it stands, and its number with and without the noughts."""
    whole = reference.lower()
    number = whole.rpartition("-")[2]
    return {whole, number, number.lstrip("0")} - {""}


def words_of(application: Searched) -> list[str]:
    """The words of an application, in order; those that say who it is are marked."""
    person = set().union(*(_words(name) for name in application.names))
    marks = {application.swe_number.lower(), application.swe_number.lower().removeprefix("sw"), application.email.lower()} - {""}
    told = person | marks | set().union(*(_words(text) for text in application.withheld))
    said = {word for word in _words(application.text) if not any(_tells(part, told) for part in (word, *_PART.findall(word)))}
    openly = set().union(*(_words(text) for text in application.openly), *(_reference(text) for text in application.references))
    known = {_PERSON + word for word in person | marks | _reference(application.candidate_reference) | _words(application.worked)}
    return sorted(known | said | openly | set().union(*(_alike(word) for word in person)))


def _tells(word: str, told: set[str]) -> bool:
    """Whether a word, also in a longer form, says who somebody is."""
    return any(word == other or (len(other) >= _SOUNDS_FROM and word.startswith(other)) for other in told)


def _openly(word: str) -> str:
    return f"'{word}':*"


def _known(word: str) -> str:
    forms = [_openly(word), _openly(_PERSON + word), *(f"'{form}'" for form in sorted(_alike(word)))]
    return f"({' | '.join(forms)})"


def _query(chunks: Iterable[str], form: Callable[[str], str]) -> str:
    """Every chunk as it stands, or all that stands between its hyphens and full stops."""
    found = []
    for chunk in chunks:
        parts = _PART.findall(chunk)
        found.append(form(chunk) if parts == [chunk] else f"({form(chunk)} | ({' & '.join(form(part) for part in parts)}))")
    return " & ".join(found)


def wanted(search: str) -> Wanted:
    """What somebody looks for: every word typed must be the beginning of a word, or a name like it."""
    chunks = list(_chunks(search))[:_MOST_WORDS]
    return Wanted(whole=_query(chunks, _known), blind=_query(chunks, _openly))
