"""The JSON of reference data."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from prime.accounts.permissions import Role
from tests.factories.accounts import make_council, make_user

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("db", "frozen_now")]

ApiFor = Callable[..., Awaitable[httpx.AsyncClient]]


async def _as(role: Role, api_for: ApiFor) -> httpx.AsyncClient:
    council = (await make_council()).id if role.is_client else None
    return await api_for((await make_user(role, organisation_id=council)).user_id)


async def test_authorities_page_by_cursor(api_for: ApiFor) -> None:
    """Following nextCursor visits all 153 in order."""
    api = await _as(Role.FINANCE, api_for)
    names: list[str] = []
    cursor = None
    while cursor != "":
        answer = (await api.get("/api/v1/authorities", params={"cursor": cursor or ""})).json()
        names += [item["name"] for item in answer["items"]]
        cursor = answer["nextCursor"]
    assert len(set(names)) == len(names) == 153


async def test_one_authority(api_for: ApiFor) -> None:
    """Numbers come as decimal strings, a symbol beside an empty value."""
    api = await _as(Role.OPERATIONS, api_for)
    derby = (await api.get("/api/v1/authorities/E06000015")).json()
    assert derby["figures"]["agency_rate"] == {"measure": "agency_rate", "year": 2025, "value": "0", "symbol": None}
    sunderland = (await api.get("/api/v1/authorities", params={"search": "Sunderland"})).json()["items"][0]
    assert sunderland["figures"]["agency_rate"] == {"measure": "agency_rate", "year": 2025, "value": None, "symbol": "low"}
    missing = await api.get("/api/v1/authorities/E99999999")
    assert (missing.status_code, missing.json()["type"]) == (404, "/problems/not-found")


async def test_rates_of_a_day(api_for: ApiFor) -> None:
    """A kind and a day give one row with its source; a kind that we do not have is the caller's mistake."""
    api = await _as(Role.FINANCE, api_for)
    rows = (await api.get("/api/v1/rates", params={"kind": "late_payment_reference", "on": "2026-06-30"})).json()["items"]
    assert [(row["value"], row["effectiveTo"], row["unit"]) for row in rows] == [("3.75", "2026-06-30", "per cent")]
    assert rows[0]["source"].startswith("Bank Rate on 31 December 2025")
    points = (await api.get("/api/v1/pay-points", params={"on": "2026-11-22"})).json()["items"]
    assert {row["point"]: row["annualAmount"] for row in points}[37] == "48226.00"
    assert (await api.get("/api/v1/pay-points", params={"on": "2020-01-01"})).json()["items"] == []
    wrong = await api.get("/api/v1/rates", params={"kind": "tax_on_tea"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/kind")


async def test_words_and_holidays_are_open_to_everybody(api_for: ApiFor) -> None:
    """A form that has no user yet can still offer grades, skills, teams and days."""
    stranger = await api_for()
    grades = (await stranger.get("/api/v1/grades")).json()["items"]
    assert [grade["level"] for grade in grades] == [1, 2, 3, 4, 5, 6, 6, 7]
    assert len((await stranger.get("/api/v1/skills")).json()["items"]) == 21
    assert len((await stranger.get("/api/v1/team-types")).json()["items"]) == 16
    query = {"division": "scotland", "from": "2026-12-25", "to": "2027-01-04"}
    days = [row["heldOn"] for row in (await stranger.get("/api/v1/bank-holidays", params=query)).json()["items"]]
    assert days == ["2026-12-25", "2026-12-28", "2027-01-01", "2027-01-04"]
    year = (await stranger.get("/api/v1/bank-holidays")).json()["items"]
    assert (year[0]["heldOn"], year[-1]["heldOn"]) == ("2026-12-25", "2027-08-30")


@pytest.mark.parametrize("path", ["authorities", "authorities/E06000015", "rates", "pay-points"])
async def test_figures_and_rates_are_for_afc(path: str, api_for: ApiFor) -> None:
    """401 without a key, 403 with a council's or a candidate's."""
    assert (await (await api_for()).get(f"/api/v1/{path}")).status_code == 401
    for role in (Role.CANDIDATE, Role.CLIENT_REQUESTER):
        assert (await (await _as(role, api_for)).get(f"/api/v1/{path}")).status_code == 403
