"""The pages of reference data, as a browser gets them."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from prime.accounts.permissions import Role
from tests.factories.accounts import make_council, make_user

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("db", "frozen_now")]

BrowserFor = Callable[..., Awaitable[httpx.AsyncClient]]


async def _as(role: Role, browser_for: BrowserFor) -> httpx.AsyncClient:
    council = (await make_council()).id if role.is_client else None
    return await browser_for((await make_user(role, organisation_id=council)).user_id)


async def test_authorities_with_figures_symbols_and_attribution(browser_for: BrowserFor) -> None:
    """England's figures, an unavailable one spelled out for screen readers, and the licence."""
    browser = await _as(Role.OPERATIONS, browser_for)
    body = (await browser.get("/reference/authorities", params={"search": "westminster"})).text
    assert "1 authority" in body
    assert "13.0%" in body
    assert "[x]" in body
    assert ">Unavailable<" in body
    assert "Contains public sector information licensed under the" in body


async def test_a_filter_can_be_taken_away_and_pages_turned(browser_for: BrowserFor) -> None:
    """The chip leads to the list without the filter; the next page goes on with it."""
    browser = await _as(Role.CHAMPION, browser_for)
    body = (await browser.get("/reference/authorities", params={"region": ["E12000001", "E12000002"]})).text
    assert "36 authorities" in body
    assert 'href="/reference/authorities?region=E12000002"' in body
    assert "Next authorities" in body
    nothing = (await browser.get("/reference/authorities", params={"search": "<script>alert(1)</script>"})).text
    assert "0 authorities" in nothing
    assert "<script>alert" not in nothing


async def test_rates_with_their_sources_and_what_is_missing(browser_for: BrowserFor) -> None:
    """Each value with its dates and source; the two that nobody published stand on top."""
    browser = await _as(Role.FINANCE, browser_for)
    body = (await browser.get("/reference/rates")).text
    for text in ("From 4 January 2011", "1 January 2026 to 30 June 2026", "Unconfirmed", "£48,226", "Boxing Day (substitute day)"):
        assert text in body
    to_enter = body[body.index("To be entered") : body.index("Dated rates")]
    assert "Local Government Pension Scheme rate of the employer" in to_enter
    assert "Late-payment reference rate (Bank Rate)" in to_enter
    assert "VAT" not in to_enter


@pytest.mark.parametrize("path", ["/reference/authorities", "/reference/rates"])
@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.STAFF, Role.CLIENT_FINANCE])
async def test_reference_pages_are_for_afc(path: str, role: Role, browser_for: BrowserFor) -> None:
    """Candidates, placed staff and councils have no business there."""
    browser = await _as(role, browser_for)
    assert (await browser.get(path)).status_code == 403


async def test_a_stranger_is_sent_to_sign_in(browser_for: BrowserFor) -> None:
    """Nobody signed in sees no figures."""
    answer = await (await browser_for()).get("/reference/rates")
    assert answer.status_code in {303, 401}
    assert "48,226" not in answer.text
