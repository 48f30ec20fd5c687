"""From a template's name and values to an e-mail: the admin's wording where there is one, else the shipped text."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec
import structlog

from prime.core.settings import settings
from prime.notifications import queries, wording
from prime.notifications.catalogue import FOLDER, Entry
from prime.notifications.mailer import LINK_MARK
from prime.web.templating import environment

log = structlog.get_logger()

MAX_SUBJECT = 250
_SIGNATURE = "AfC Prime"  # the page around an HTML part signs by itself


class Rendered(msgspec.Struct, frozen=True):
    """An e-mail as it is kept: the secret link is still a mark in it."""

    subject: str
    body_text: str
    body_html: str


async def render(name: str, context: Mapping[str, Any]) -> Rendered:
    """An e-mail, by the wording in force; one that no longer fits its values gives way to the shipped text."""
    values = {**context, "base_url": settings().base_url}
    edited = await queries.current_wording(name)
    if edited is not None:
        try:
            return render_wording(edited.subject, edited.body_text, values)
        except wording.Unrenderable as fault:
            log.error("wording_unrenderable", template=name, version=edited.version, fault=str(fault))
    subject, body_text, body_html = (
        environment().get_template(f"email/{name}/{part}").render(values).strip() for part in ("subject.txt", "body.txt", "body.html")
    )
    return Rendered(_one_line(subject), body_text, body_html)


def render_wording(subject: str, body_text: str, values: Mapping[str, Any]) -> Rendered:
    """An e-mail out of a subject and a text alone.

    Raises:
        Unrenderable: a value is missing.
    """
    text = re.sub(r"\n{3,}", "\n\n", wording.render(body_text, values))
    return Rendered(_one_line(wording.render(subject, values)), text, _as_html(text))


def preview(entry: Entry, subject: str, body_text: str) -> Rendered:
    """An e-mail with sample values.

    Raises:
        Unrenderable: the wording mentions what the e-mail does not have.
    """
    base_url = settings().base_url
    return render_wording(subject, body_text, {**entry.placeholders, "base_url": base_url, "link": f"{base_url}/sample-of-a-link"})


def shipped(entry: Entry) -> tuple[str, str]:
    """Subject and text as the product comes with them."""
    folder = FOLDER / entry.name
    return (folder / "subject.txt").read_text().strip(), (folder / "body.txt").read_text().strip()


def is_editable(entry: Entry) -> bool:
    """Whether the shipped text keeps to the language of edited ones; a table or a list does not."""
    return not any(wording.fault(source, entry.placeholders) for source in shipped(entry))


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:MAX_SUBJECT]


def _as_html(text: str) -> str:
    """Paragraphs, line breaks, and links to addresses of ours only: a value that somebody typed never becomes one."""
    ours = re.compile(f"({re.escape(LINK_MARK)}|{re.escape(settings().base_url)}[^\\s<>]*)")
    paragraphs = [
        [[(piece, bool(ours.fullmatch(piece))) for piece in ours.split(line) if piece] for line in paragraph.splitlines()]
        for paragraph in text.split("\n\n")
        if paragraph.strip() != _SIGNATURE
    ]
    return environment().get_template("email/from_text.html").render(paragraphs=paragraphs).strip()
