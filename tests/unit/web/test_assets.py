"""Static files: hashed addresses, best encoding, a plain sentence where they are not built, nothing of GOV.UK's brand."""

import gzip
import json
import re
from pathlib import Path

import brotli
import httpx
import pytest
from litestar import Litestar

from prime.web.assets import SOURCE, AssetsNotBuilt, AssetStore, asset, static_file, store


def test_addresses_change_with_the_content_and_only_then(tmp_path: Path) -> None:
    file = tmp_path / "app.css"
    file.write_text("a{}")
    first = AssetStore({"app.css": [file]}).address("app.css")
    assert first == AssetStore({"app.css": [file]}).address("app.css")
    assert re.fullmatch(r"/static/app\.[0-9a-f]{10}\.css", first)
    file.write_text("b{}")
    assert AssetStore({"app.css": [file]}).address("app.css") != first


def test_parts_are_joined_and_names_become_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg/>")
    (tmp_path / "one.css").write_text("x{background:url(asset(a.svg))}/*# sourceMappingURL=one.css.map */")
    (tmp_path / "two.css").write_text("y{}")
    made = AssetStore({"a.svg": [tmp_path / "a.svg"], "app.css": [tmp_path / "one.css", tmp_path / "two.css"]})
    css = made.by_address[made.address("app.css")].content.decode()
    assert css == f"x{{background:url({made.address('a.svg')})}}\ny{{}}"


def test_missing_files_are_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(AssetsNotBuilt, match=r"govuk\.css, .*htmx\.js\. Run `make setup`"):
        AssetStore({"app.css": [tmp_path / "govuk.css"], "htmx.js": [tmp_path / "htmx.js"]})


def test_an_unknown_name_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        asset("nothing.css")


def client() -> httpx.AsyncClient:
    """A client of an application with nothing but static files."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(Litestar([static_file], openapi_config=None)), base_url="http://test")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip;q=1", "gzip"),
        ("identity", None),
        ("br;q=0.0", None),
        ("", None),
    ],
)
async def test_the_best_encoding_that_the_browser_takes(accepted: str, encoding: str | None) -> None:
    async with client() as http, http.stream("GET", asset("app.css"), headers={"Accept-Encoding": accepted}) as answer:
        body = b"".join([chunk async for chunk in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    plain = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding](body)
    assert plain == store().by_address[asset("app.css")].content


async def test_fonts_are_not_compressed_twice() -> None:
    async with client() as http:
        answer = await http.get(asset("inter.woff2"), headers={"Accept-Encoding": "br"})
    assert answer.headers["content-type"] == "font/woff2"
    assert "content-encoding" not in answer.headers


async def test_head_answers_like_get_without_a_body() -> None:
    async with client() as http:
        answer = await http.head(asset("app.css"), headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize("name", ["app.css", "app.0000000000.css", "..%2f..%2fpyproject.toml", "afc.css"])
async def test_only_hashed_names_are_served(name: str) -> None:
    async with client() as http:
        assert (await http.get(f"/static/{name}")).status_code == 404


def test_the_style_sheet_has_neither_their_typeface_nor_their_crest() -> None:
    css = store().by_address[asset("app.css")].content.decode()
    assert "GDS Transport" not in css
    assert "crest" not in css
    assert re.findall(r"url\(([^)]*)\)", css) == [asset("inter.woff2")]
    assert "asset(" not in css


def test_the_lock_file_has_integrity_and_no_address() -> None:
    packages = json.loads((SOURCE / "package-lock.json").read_text("utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert all("resolved" not in package and package["integrity"].startswith("sha512-") for package in installed.values())
    manifest = json.loads((SOURCE / "package.json").read_text("utf-8"))
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in {**manifest["dependencies"], **manifest["devDependencies"]}.values())


def test_everything_of_our_own_style_is_used_through_our_prefix() -> None:
    for path in sorted((SOURCE / "css").glob("*.css")):
        selectors = re.sub(r"/\*.*?\*/|\d\.\d|url\([^)]*\)+|format\([^)]*\)", "", path.read_text("utf-8"), flags=re.DOTALL)
        classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
        foreign = {name for name in classes if not name.startswith(("afc", "govuk-", "js-enabled", "htmx-"))}
        assert foreign == set(), path.name
