"""Importing a council's agency workers."""

import pytest

from prime.accounts.permissions import Role
from prime.audit.tables import AuditEntry
from prime.conversions import queries, service
from prime.conversions.errors import FileRefused
from prime.conversions.queries import Workers
from prime.conversions.tables import AgencyWorker
from prime.core.actor import SYSTEM
from prime.core.errors import Forbidden, NotFound
from tests.factories.accounts import make_user
from tests.factories.clients import make_client
from tests.factories.conversions import count_rows, worker_line, worker_list

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


async def _import(actor, client_id, content):
    return await service.import_workers(actor, client_id, filename="list.csv", content=content)


async def test_good_rows_come_in_and_bad_ones_are_named():
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    done = await _import(
        actor,
        client.id,
        worker_list(
            worker_line(swe_number="SW700", first_name="Ayo"),
            worker_line(swe_number="nonsense", hourly_amount="forty"),
            worker_line(swe_number="SW701", started_on="31/02/2026"),
            worker_line(swe_number="SW700", first_name="Twice"),
        ),
    )
    assert (done.rows_total, done.rows_new, done.rows_refused) == (4, 1, 3)
    shown = await queries.get_import(actor, done.id)
    assert [(item.row, item.column) for item in shown.refusals] == [(3, "SWE number"), (3, "Hourly rate"), (4, "Start date"), (5, "SWE number")]
    assert "row 2" in shown.refusals[-1].detail
    assert [worker.first_name for worker in (await queries.list_workers(actor)).items] == ["Ayo"]
    assert await AuditEntry.exists().where(AuditEntry.action == "conversions.workers_imported")


async def test_the_same_file_changes_nothing_and_a_changed_row_is_updated():
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    lines = [worker_line(swe_number="SW710"), worker_line(swe_number="SW711", hourly_amount="44.00")]
    first = await _import(actor, client.id, worker_list(*lines))
    again = await _import(actor, client.id, worker_list(*lines))
    assert (first.rows_new, again.rows_new, again.rows_changed, again.rows_same) == (2, 0, 0, 2)
    third = await _import(actor, client.id, worker_list(lines[0], lines[1].replace("44.00", "46.50")))
    assert (third.rows_new, third.rows_changed, third.rows_same) == (0, 1, 1)
    assert await count_rows("agency_worker") == 2
    worker = await AgencyWorker.objects().get(AgencyWorker.swe_number == "SW711")
    assert (str(worker.hourly_amount), worker.last_import) == ("46.50", third.id)


async def test_the_same_person_at_two_councils_is_two_workers():
    one, two, actor = await make_client(), await make_client(), await make_user(Role.OPERATIONS)
    content = worker_list(worker_line(swe_number="SW720"))
    await _import(actor, one.id, content)
    assert (await _import(actor, two.id, content)).rows_new == 1


async def test_a_thousand_rows_come_in():
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    done = await _import(actor, client.id, worker_list(*(worker_line(swe_number=f"SW{20000 + n}") for n in range(1100))))
    assert done.rows_new == 1100
    assert await queries.count_workers(actor, Workers(client_ids=[client.id])) == 1100


async def test_a_refused_file_leaves_nothing():
    client, actor = await make_client(), await make_user(Role.OPERATIONS)
    with pytest.raises(FileRefused):
        await _import(actor, client.id, b"Name,Shoe size\nRobin,9\n")
    assert await count_rows("worker_import") == 0


async def test_only_operations_import_and_a_council_sees_its_own():
    client, other, actor = await make_client(), await make_client(), await make_user(Role.OPERATIONS)
    done = await _import(actor, client.id, worker_list(worker_line()))
    requester = await make_user(Role.CLIENT_REQUESTER, organisation_id=client.organisation_id)
    stranger = await make_user(Role.CLIENT_APPROVER, organisation_id=other.organisation_id)
    for refused in (requester, await make_user(Role.FINANCE), await make_user(Role.CHAMPION)):
        with pytest.raises(Forbidden):
            await _import(refused, client.id, worker_list(worker_line()))
    assert (await queries.get_import(requester, done.id)).rows_new == 1
    assert len((await queries.list_workers(requester)).items) == 1
    assert (await queries.list_workers(stranger)).items == []
    with pytest.raises(NotFound):
        await queries.get_import(stranger, done.id)
    worker = (await queries.list_workers(SYSTEM)).items[0]
    with pytest.raises(NotFound):
        await queries.get_worker(stranger, worker.id)
    with pytest.raises(Forbidden):
        await queries.list_workers(await make_user(Role.FINANCE))
