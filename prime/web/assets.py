"""Static files: made by `prime.setup.assets`, then hashed, compressed and served from memory as immutable."""

import gzip
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import brotli
from litestar import HttpMethod, Request, Response, route
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from prime.core.settings import ROOT

SOURCE = ROOT / "templates" / "assets"
_PACKAGES = SOURCE / "node_modules"
_MEDIA = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
_OWN_CSS = ("base", "chrome", "cards", "flow", "lists", "tables", "forms", "charts", "board", "week", "week-grid", "interviews", "media")
_QUALITY, _QUALITY_OF_LARGE, _LARGE = 11, 6, 400_000  # brotli 11 takes seconds on the megabytes of the API documentation

# The name that pages use, and what it is made of. A style sheet or script may name those above it as asset(name).
FILES: Mapping[str, Sequence[Path]] = {
    "favicon.svg": [SOURCE / "favicon.svg"],
    "inter.woff2": [_PACKAGES / "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"],
    "govuk-frontend.min.js": [_PACKAGES / "govuk-frontend/dist/govuk/govuk-frontend.min.js"],
    "htmx.min.js": [_PACKAGES / "htmx.org/dist/htmx.min.js"],
    "app.css": [SOURCE / "build/govuk.css", *(SOURCE / "css" / f"{name}.css" for name in _OWN_CSS)],
    "afc.js": [SOURCE / "afc.js"],
    "swagger-ui.css": [_PACKAGES / "swagger-ui-dist/swagger-ui.css"],
    "swagger-ui-bundle.js": [_PACKAGES / "swagger-ui-dist/swagger-ui-bundle.js"],
    "api-docs.js": [SOURCE / "api-docs.js"],
}


class AssetsNotBuilt(Exception):
    """The front-end files are missing: the application does not start without its look."""


class Asset:
    """One file: its media type, and its content plain and compressed (on first use, then kept)."""

    def __init__(self, media_type: str, content: bytes) -> None:
        self.media_type = media_type
        self.content = content

    @property
    def is_text(self) -> bool:
        """Whether compressing it saves anything."""
        return self.media_type != _MEDIA["woff2"]

    @cached_property
    def brotli(self) -> bytes:
        """The content for a browser that takes `br`."""
        quality = _QUALITY if len(self.content) < _LARGE else _QUALITY_OF_LARGE
        compressed: bytes = brotli.compress(self.content, mode=brotli.MODE_TEXT, quality=quality)
        return compressed

    @cached_property
    def gzip(self) -> bytes:
        """The content for a browser that takes `gzip`."""
        return gzip.compress(self.content, 9, mtime=0)


class AssetStore:
    """All files by the address they are served at; the address holds a hash, so it never changes its meaning.

    Raises:
        AssetsNotBuilt: naming what is missing and how to make it.
    """

    def __init__(self, files: Mapping[str, Sequence[Path]] = FILES) -> None:
        missing = [_short(path) for paths in files.values() for path in paths if not path.is_file()]
        if missing:
            raise AssetsNotBuilt(f"Front-end files are not built: {', '.join(missing)}. Run `make setup`.")
        self.by_address: dict[str, Asset] = {}
        self._addresses: dict[str, str] = {}
        for name, paths in files.items():
            self._add(name, b"\n".join(path.read_bytes() for path in paths))

    def address(self, name: str) -> str:
        """Where a file is served, as `/static/app.1a2b3c4d5e.css`.

        Raises:
            KeyError: there is no such file; a mistake of ours.
        """
        return self._addresses[name]

    def _add(self, name: str, content: bytes) -> None:
        stem, _, extension = name.rpartition(".")
        if extension in {"css", "js"}:
            content = re.sub(rb"asset\(([\w.-]+)\)", lambda match: self.address(match[1].decode()).encode(), content)
            content = re.sub(rb"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*", b"", content)
        address = f"/static/{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{extension}"
        self._addresses[name] = address
        self.by_address[address] = Asset(_MEDIA[extension], content)


@cache
def store() -> AssetStore:
    """The files of this process; raises as `AssetStore`."""
    return AssetStore()


def asset(name: str) -> str:
    """The address of a file, for templates."""
    return store().address(name)


@route(
    "/static/{name:str}",
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    opt={"no_auth": True},
    include_in_schema=False,
    sync_to_thread=True,
)
def static_file(name: FromPath[str], request: Request[Any, Any, Any]) -> Response[bytes]:
    """A file of the front end, in the best encoding that the browser takes."""
    found = store().by_address.get(f"/static/{name}")
    if found is None:
        raise NotFoundException
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    if not found.is_text:
        return Response(found.content, media_type=found.media_type, headers=headers)
    headers["Vary"] = "Accept-Encoding"
    taken = _encodings(request.headers.get("accept-encoding", ""))
    if "br" in taken:
        return Response(found.brotli, media_type=found.media_type, headers=headers | {"Content-Encoding": "br"})
    if "gzip" in taken:
        return Response(found.gzip, media_type=found.media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(found.content, media_type=found.media_type, headers=headers)


def _encodings(header: str) -> set[str]:
    """The encodings that an Accept-Encoding header does not refuse."""
    parts = [part.replace(" ", "").lower().partition(";") for part in header.split(",")]
    return {name for name, _, quality in parts if not re.fullmatch(r"q=0(\.0*)?", quality)}


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


route_handlers = [static_file]
