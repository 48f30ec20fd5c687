"""Fetching a feed: what is allowed, and every way in which a stranger's address may be meant badly."""

import asyncio
from ipaddress import ip_address

import pytest

from prime.calendars import fetching, rules
from prime.calendars.errors import Unreadable
from prime.calendars.rules import feed_address, is_public
from tests.support.feeds import CALENDAR, feed, policy, says, sends_to

INSIDE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_public_is_refused(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.81", "2606:4700::6810:84e5", "2a00:1450:4009:80b::200e"])
def test_what_is_public_is_allowed(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "calendar",
        "ftp://feeds.example/me.ics",
        "file:///etc/passwd",
        "http://feeds.example/me.ics",
        "https:///me.ics",
        "https://me:secret@feeds.example/me.ics",
        "https://feeds.example/m e.ics",
        "https://feeds.example:99999/",
        "https://[::1/",
        "gopher://feeds.example",
        f"https://feeds.example/{'a' * 1000}",
    ],
)
def test_what_is_no_address_of_a_feed_is_refused(typed):
    with pytest.raises(Unreadable):
        feed_address(typed, {"https"})


def test_addresses_as_calendar_programs_write_them():
    assert feed_address("  webcal://feeds.example/a.ics#top ", {"https"}) == "https://feeds.example/a.ics"


async def _refusal(address: str, **names: str) -> str:
    with pytest.raises(Unreadable) as refused:
        await fetching.fetch(address, policy(**names))
    return refused.value.detail


async def test_a_calendar_comes_as_it_is_and_the_server_hears_its_own_name():
    async with feed(says()) as (address, heads):
        assert await fetching.fetch(address, policy()) == CALENDAR
    assert "Host: feeds.example:" in heads[0]
    assert "Accept-Encoding: identity" in heads[0]


@pytest.mark.parametrize("inside", [*INSIDE[1:7], "::1", "::ffff:10.0.0.1", "8.8.8.8 10.0.0.1"])
async def test_a_name_that_leads_inside_is_refused(inside):
    assert "public internet" in await _refusal("http://inside.example/me.ics", inside_example=inside)


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "http://[::1]:5432/", "http://localhost.example/", "http://10.0.0.1/"])
async def test_a_redirect_inside_is_refused(target):
    async with feed(sends_to(target)) as (address, heads):
        assert "public internet" in await _refusal(address, localhost_example="::1")
    assert len(heads) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://feeds.example/"])
async def test_a_redirect_to_something_else_is_refused(target):
    async with feed(sends_to(target)) as (address, _):
        assert "must start with" in await _refusal(address)


async def test_redirects_end():
    async with feed(sends_to("/again")) as (address, heads):
        assert "too often" in await _refusal(address)
    assert len(heads) == rules.MOST_REDIRECTS + 1


async def test_the_connection_goes_to_the_address_that_was_checked():
    asked: list[str] = []

    async def resolve(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    async with feed(says()) as (address, _):
        chosen = fetching.Policy(schemes=policy().schemes, is_allowed=policy().is_allowed, resolve=resolve)
        assert await fetching.fetch(address, chosen) == CALENDAR
    assert asked == ["feeds.example"]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (says(b"<!doctype html><title>Sign in</title>"), "not a calendar"),
        (says(b""), "not a calendar"),
        (says(CALENDAR, status="404 Not Found"), "no calendar at this address"),
        (says(CALENDAR, status="500 Oh No"), "error (500)"),
        (says(b"\x1f\x8b" + b"0" * 50, head="Content-Encoding: gzip\r\n"), "packed"),
        (says(CALENDAR, head=f"Content-Length: {50 * 1024 * 1024}\r\n"), "larger than 10 MB"),
    ],
)
async def test_what_is_no_calendar_is_refused_with_a_sentence(answer, sentence):
    async with feed(answer) as (address, _):
        assert sentence in await _refusal(address)


async def test_a_calendar_without_end_is_cut_off():
    sent = 0

    async def answer(_: str, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nBEGIN:VCALENDAR\r\n")
        while True:
            writer.write(b"X-FILL:" + b"a" * 65536 + b"\r\n")
            await writer.drain()
            sent += 65536

    async with feed(answer) as (address, _):
        assert "larger than 10 MB" in await _refusal(address)
    assert sent < 3 * rules.MOST_BYTES


async def test_a_server_that_drips_is_left(monkeypatch):
    monkeypatch.setattr(rules, "FETCH_SECONDS", 0.3)
    dripping = asyncio.Event()

    async def answer(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.drain()
        await dripping.wait()

    async with feed(answer) as (address, _):
        assert "did not answer within" in await _refusal(address)
        dripping.set()


async def test_nobody_there():
    async with feed(says()) as (address, _):
        pass
    assert "did not answer" in await _refusal(address)
