"""The list of e-mails: when each is sent, to whom, and what its wording may mention; kept beside each in its `meta.toml`."""

import tomllib
from functools import cache
from typing import Any

import msgspec

from prime.core.errors import InvalidInput, NotFound
from prime.core.settings import ROOT
from prime.notifications import wording

FOLDER = ROOT / "templates" / "email"


class Entry(msgspec.Struct, frozen=True):
    """One e-mail. `placeholders` are all names that its wording may mention, each with a sample; it must mention the `required`."""

    name: str
    when: str
    to: str
    required: tuple[str, ...]
    placeholders: dict[str, Any]

    @property
    def title(self) -> str:
        """The name in words."""
        return self.name.replace("_", " ").capitalize()

    def check(self, subject: str, body_text: str) -> None:
        """Refuse a wording that cannot be used.

        Raises:
            InvalidInput: it mentions what the e-mail does not have, leaves out what it must say, or cannot be read.
        """
        faults = {"subject": wording.fault(subject, self.placeholders), "body_text": wording.fault(body_text, self.placeholders, self.required)}
        if errors := [{"pointer": f"/{field}", "detail": fault} for field, fault in faults.items() if fault]:
            raise InvalidInput(errors)


@cache
def entries() -> dict[str, Entry]:
    """Every e-mail by its name, in the order of names."""
    found = {}
    for path in sorted(FOLDER.glob("*/meta.toml")):
        facts = tomllib.loads(path.read_text())
        found[path.parent.name] = msgspec.convert({"name": path.parent.name, **facts}, Entry)
    return found


def find(name: str) -> Entry:
    """One e-mail.

    Raises:
        NotFound: there is no e-mail of that name.
    """
    if name not in entries():
        raise NotFound
    return entries()[name]
