"""The demonstration: what is in it, who signs in, what they find, and that every invariant holds on it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from prime.accounts import queries as accounts
from prime.accounts import service as accounts_service
from prime.accounts.permissions import Role
from prime.core import clock
from prime.core.actor import ANONYMOUS, SYSTEM
from prime.core.db import fetch, fetch_value
from prime.demo.people import LOGINS, PASSWORD, login
from prime.demo.seed import logins, seed_database
from prime.reporting.invariants import look

_HELD = {
    "client": (20, 20),
    "champion": (40, 40),
    "vacancy": (25, 25),
    "candidate": (330, 450),
    "staff_member": (130, 180),
    "agency_worker": (50, 90),
    "placement": (110, 170),
    "timesheet": (2000, 4000),
    "invoice": (180, 400),
    "workforce_snapshot": (260, 260),
}


async def _actor(role: Role):
    user = await accounts.find_user_by_email(login(role))
    return await accounts.actor_for_user(user.id)


@pytest.mark.usefixtures("demo")
class TestTheDemonstration:
    async def test_every_invariant_holds(self):
        assert await look() == {}

    @pytest.mark.parametrize("table", _HELD)
    async def test_it_is_as_rich_as_promised(self, table):
        least, most = _HELD[table]
        assert least <= await fetch_value(f"SELECT count(*) FROM {table}") <= most

    async def test_applications_and_cases_stand_at_every_stage(self):
        from prime.candidates.tables import Stage
        from prime.conversions.tables import CaseStage
        from prime.offers.tables import OfferStatus

        for table, column, words in (
            ("application", "stage", Stage),
            ("conversion_case", "stage", CaseStage),
            ("offer", "status", set(OfferStatus) - {OfferStatus.DRAFTED, OfferStatus.WITHDRAWN}),
        ):
            found = {row[0] for row in await fetch(f"SELECT DISTINCT {column} FROM {table}")}
            assert found >= {str(word) for word in words}, table

    async def test_the_first_owner_council_goes_from_57_to_7_per_cent(self):
        from prime.clients.queries import snapshots

        council = await fetch_value("SELECT id FROM client WHERE code = 'BRACK'")
        points = await snapshots(SYSTEM, council)
        assert (points[0].agency_share, points[-1].agency_share) == (Decimal("57.0"), Decimal("7.0"))
        assert points[-1].taken_on <= clock.today() < points[-1].taken_on + timedelta(days=7)
        shares = [point.agency_share for point in points]
        assert shares == sorted(shares, reverse=True)

    async def test_councils_report_no_fewer_agency_workers_than_we_have_placed(self):
        wrong = await fetch(
            """SELECT c.name FROM client c JOIN workforce_snapshot w ON w.client = c.id
            WHERE w.agency_fte < (SELECT COALESCE(sum(fte), 0) FROM placement p WHERE p.client = c.id AND p.client_reports_as_agency
              AND p.status <> 'cancelled' AND w.taken_on BETWEEN p.starts_on AND p.ends_on)"""
        )
        assert wrong == []

    async def test_nobody_in_it_can_be_real(self):
        addresses = await fetch("SELECT email FROM app_user WHERE email !~ '\\.example$'")
        councils = await fetch("SELECT c.name FROM client c JOIN authority a ON a.name = c.name OR c.authority = a.id")
        sellers = await fetch("SELECT name FROM seller WHERE NOT is_demonstration")
        rates = await fetch("SELECT kind FROM rate WHERE source LIKE 'Invented%' AND NOT is_demonstration")
        assert addresses == councils == sellers == rates == []

    async def test_nothing_in_it_happens_later_than_this_morning(self):
        for table, column in (
            ("stage_move", "moved_at"),
            ("offer", "answered_at"),
            ("timesheet", "approved_at"),
            ("payment", "recorded_at"),
            ("audit_entry", "at"),
            ("message", "sent_at"),
        ):
            assert await fetch_value(f"SELECT max({column}) <= clock_timestamp() FROM {table}"), table

    async def test_papers_wait_honestly_and_say_what_they_are(self):
        kinds = {row["kind"] for row in await fetch("SELECT DISTINCT kind FROM document WHERE status = 'waiting' AND file IS NULL")}
        assert kinds == {"employment_contract", "placement_agreement", "invoice", "credit_note"}
        assert await fetch_value("SELECT count(*) FROM document WHERE status <> 'waiting'") == 0

    async def test_loading_it_again_changes_nothing(self):
        before = await fetch_value("SELECT count(*) FROM application")
        said: list[str] = []
        await seed_database(said.append)
        assert said == ["The demonstration is loaded already"]
        assert await fetch_value("SELECT count(*) FROM application") == before

    async def test_the_next_reference_follows_the_last(self):
        from prime.core.references import next_reference

        last = await fetch_value("SELECT max(reference) FROM application WHERE reference LIKE $1", f"APP-{clock.today().year}-%")
        assert int((await next_reference("APP"))[-6:]) == int(last[-6:]) + 1

    async def test_invitations_and_reminders_are_ordered_and_leave(self):
        from tests.support.outbox import run_due

        await run_due()
        [invitation] = await fetch(
            "SELECT status, body_text FROM message WHERE template = 'interview_invitation' AND to_address = $1", login(Role.CANDIDATE)
        )
        assert invitation["status"] == "sent"
        assert await fetch_value("SELECT count(*) FROM outbox_message WHERE job = 'interviews.send_reminder'") > 0


@pytest.mark.usefixtures("demo")
class TestWhoSignsIn:
    @pytest.mark.parametrize("role", LOGINS)
    async def test_with_the_one_password(self, role):
        await accounts_service.sign_in(ANONYMOUS, email=login(role), password=PASSWORD)
        assert role.value in (await _actor(role)).roles

    async def test_one_line_for_each_role(self):
        lines = await logins()
        assert [line.split()[-2] for line in lines] == [login(role) for role in LOGINS]
        assert {user.email for user in await accounts.demo_accounts()} == {login(role) for role in LOGINS}

    async def test_the_candidate_has_times_to_choose_from(self):
        from prime.interviews import queries
        from prime.interviews.tables import InterviewStatus

        actor = await _actor(Role.CANDIDATE)
        [invited] = [interview for interview in await queries.list_own(actor) if interview.status is InterviewStatus.INVITED]
        assert len(await queries.slots(actor, invited.id)) > 3

    async def test_the_champion_owes_scorecards_and_has_interviews_ahead(self):
        from prime.interviews import queries

        actor = await _actor(Role.CHAMPION)
        desk = await queries.desk(actor)
        begun = [row for row in desk if row.kind == "interview" and row.starts_at and row.starts_at < clock.now()]
        assert any(not row.seat_of(actor.user_id).has_scored for row in begun)
        assert len([row for row in desk if row.starts_at and row.starts_at > clock.now()]) >= 3

    async def test_the_member_of_staff_is_placed_and_has_weeks_to_fill_and_a_question_to_answer(self):
        from prime.placements.queries import list_placements
        from prime.timesheets.queries import own_weeks

        actor = await _actor(Role.STAFF)
        assert [row.client_name for row in (await list_placements(actor, view="active")).items] == ["Westmarch Council"]
        assert {"missing", "current", "queried", "submitted"} <= {week.state.value for week in await own_weeks(actor)}

    async def test_the_council_has_requests_timesheets_and_invoices(self):
        from prime.billing.queries import list_invoices
        from prime.placements.queries import list_requests, matches
        from prime.timesheets.queries import tally

        requester = await _actor(Role.CLIENT_REQUESTER)
        live = (await list_requests(requester)).items
        assert {"open", "picked"} <= {request.status.value for request in live}
        ranked = [(await matches(requester, request.id)).ranked for request in live if request.status == "open"]
        assert any(ranked)
        assert (await tally(await _actor(Role.CLIENT_APPROVER)))["submitted"] > 1
        assert len((await list_invoices(await _actor(Role.CLIENT_FINANCE))).items) > 5

    async def test_finance_can_bill_last_month_live(self):
        from prime.billing.queries import find_run, preview
        from prime.billing.rules import month_before

        month = month_before(clock.today())
        seen = await preview(await _actor(Role.FINANCE), month)
        assert await find_run(month) is None
        assert await find_run(month_before(month)) is not None
        assert seen.obstacles == []
        assert sum(len(group.weeks) for group in seen.groups) > 100

    async def test_nobody_of_another_council_is_offered_for_sign_in(self):
        names = await fetch(
            """SELECT DISTINCT o.name FROM membership m JOIN organisation o ON o.id = m.organisation JOIN app_user u ON u.id = m."user"
            WHERE u.email LIKE '%@demo.afcprime.example' AND o.kind = 'council'"""
        )
        others = await fetch_value(
            """SELECT count(*) FROM membership m JOIN organisation o ON o.id = m.organisation
            WHERE o.kind = 'council' AND o.name <> 'Westmarch Council'"""
        )
        assert [row["name"] for row in names] == ["Westmarch Council"]
        assert others == 19 * 3
