"""Late scorecards: chased after the interview, never before, each step once, and never what is no longer owed (D3)."""

from datetime import timedelta

import pytest

from prime.accounts.permissions import Role
from prime.candidates import service as candidates
from prime.candidates.tables import WithdrawReason
from prime.core.actor import SYSTEM
from prime.core.db import execute
from prime.core.errors import Forbidden
from prime.interviews import service
from prime.interviews.tables import InterviewKind, Outcome
from tests.factories.accounts import make_user
from tests.factories.interviews import MONDAY_NINE, make_booking, make_champion, whole_card

pytestmark = pytest.mark.usefixtures("db", "frozen_now")
DAY = timedelta(days=1)
NOON = MONDAY_NINE + timedelta(hours=3)


async def _chased(frozen_now, at) -> int:
    frozen_now(at)
    return await service.chase_scorecards(SYSTEM)


async def test_the_champion_twice_then_operations_each_once(frozen_now, drain, outbox_mail):
    operations = await make_user(Role.OPERATIONS)
    panel = [await make_champion(last_name="Abara"), await make_champion(last_name="Brandt")]
    made = await make_booking(panel=panel)
    assert await _chased(frozen_now, MONDAY_NINE - DAY * 3) == 0
    assert await _chased(frozen_now, MONDAY_NINE + timedelta(minutes=30)) == 0
    assert await _chased(frozen_now, NOON) == 0
    await service.submit_scorecard(made.lead, made.id, await whole_card(made.id))
    steps = [await _chased(frozen_now, NOON + DAY * days) for days in range(1, 8)]
    assert steps == [1, 0, 1, 1, 0, 0, 0]
    await drain()
    sent = [(mail.template, mail.recipient) for mail in await outbox_mail() if mail.template.startswith("scorecard")]
    late = panel[1].actor.user_id
    assert sent == [("scorecard_due", late), ("scorecard_due", late), ("scorecards_late", operations.user_id)]
    [told] = [mail for mail in await outbox_mail() if mail.template == "scorecards_late"]
    assert "Brandt has not scored" in told.body_text


async def test_nobody_is_reminded_at_night_at_the_weekend_or_on_a_bank_holiday(frozen_now):
    friday = MONDAY_NINE + DAY * 18  # 18 December 2026
    champion = await make_champion()
    await make_booking(panel=[champion], starts_at=friday)
    assert [await _chased(frozen_now, friday + timedelta(days=days, hours=3)) for days in (1, 2)] == [0, 0]
    assert await _chased(frozen_now, friday + timedelta(days=3, hours=-3)) == 0
    assert await _chased(frozen_now, friday + timedelta(days=3)) == 1
    assert await _chased(frozen_now, friday + timedelta(days=7)) == 0  # Christmas Day


async def test_after_a_standstill_only_the_last_step_goes_out(frozen_now, outbox_mail):
    await make_user(Role.OPERATIONS)
    await make_booking()
    assert await _chased(frozen_now, NOON + DAY * 8) == 1
    assert await _chased(frozen_now, NOON + DAY * 9) == 0
    assert [mail.template for mail in await outbox_mail() if mail.template.startswith("scorecard")] == ["scorecards_late"]


@pytest.mark.parametrize("end", ["submitted", "no_show", "decided", "withdrawn", "conversation"])
async def test_what_is_no_longer_owed_is_not_chased(frozen_now, end):
    panel = [await make_champion(), await make_champion()] if end == "decided" else [await make_champion()]
    made = await make_booking(panel=panel, kind=InterviewKind.CONVERSATION if end == "conversation" else InterviewKind.INTERVIEW)
    frozen_now(NOON)
    if end in {"submitted", "decided"}:
        await service.submit_scorecard(made.lead, made.id, await whole_card(made.id))
    if end == "decided":
        await service.decide(await make_user(Role.OPERATIONS), made.id, Outcome.HIRE, "The second member is ill", "Well done")
    elif end == "no_show":
        await execute("UPDATE interview SET status = 'no_show', ended_reason = 'Ill' WHERE id = $1", made.id)
    elif end == "withdrawn":
        await candidates.withdraw(SYSTEM, made.application.id, reason=WithdrawReason.ANOTHER_JOB)
    assert await _chased(frozen_now, NOON + DAY) == 0


async def test_only_who_manages_applications_chases(frozen_now):
    with pytest.raises(Forbidden):
        await service.chase_scorecards((await make_champion()).actor)
