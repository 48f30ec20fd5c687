"""A CV from the candidate's page to the office: found out by its bytes, scanned, withheld, purged."""

from functools import partial

import msgspec
import pytest

from prime.accounts.permissions import Role
from prime.candidates import service as candidates
from prime.candidates.tables import Stage
from prime.core import storage
from prime.core.actor import SYSTEM
from prime.core.db import fetch, fetch_value
from prime.core.settings import Environment, settings
from prime.core.storage import StoredBytesLost
from prime.uploads import queries, scanner, service
from prime.uploads.errors import ScannerAway
from prime.uploads.tables import Purpose
from tests.factories.accounts import make_user
from tests.factories.candidates import candidate_actor, make_application
from tests.factories.uploads import DOCX, PDF, send_cv
from tests.support.clamd import EICAR, clamd

pytestmark = pytest.mark.usefixtures("db", "frozen_now")


@pytest.fixture
def configure(monkeypatch):
    """Change settings of the scanner."""

    def change(**values):
        changed = msgspec.structs.replace(settings(), **values)
        for module in (scanner, queries):
            monkeypatch.setattr(module, "settings", lambda: changed)

    return change


async def _sent(content=PDF, stage=Stage.INTERVIEW):
    application = await make_application(stage=stage)
    owner = await candidate_actor(application)
    return application, owner, await send_cv(owner, application.id, content)


async def test_sent_on_the_page_scanned_and_taken(browser_for, configure, drain):
    application = await make_application(stage=Stage.INTERVIEW)
    browser = await browser_for(application.user_id)
    path = f"/applications/mine/{application.id}/cv"
    assert f'href="{path}"' in (await browser.get(f"/applications/mine/{application.id}")).text
    async with clamd() as address:
        configure(clamd_address=address)
        sent = await browser.submit(path, {}, files={"file": ("../Käthe's CV.exe", DOCX, "application/x-msdownload")})
        assert sent.headers["location"] == path
        waiting = (await browser.get(path)).text
        assert "Waiting for the virus scan" in waiting
        assert "Download" not in waiting
        await drain()
    upload_id = (await queries.find_upload(SYSTEM, Purpose.CV, application.id)).id
    office = await browser_for((await make_user(Role.OPERATIONS)).user_id)
    assert "Käthe&#39;s CV.exe" in (await office.get(f"/candidates/{application.id}/cv")).text
    for reader, address in ((browser, f"{path}/{upload_id}"), (office, f"/candidates/{application.id}/cv/{upload_id}")):
        file = await reader.get(address)
        assert file.content == DOCX
        assert file.headers["content-disposition"] == f'attachment; filename="cv-{application.reference}.docx"'
        assert file.headers["content-type"] == "application/octet-stream"
        assert file.headers["x-content-type-options"] == "nosniff"
    assert await fetch_value("SELECT count(*) FROM audit_entry WHERE action = 'uploads.downloaded'") == 2


@pytest.mark.parametrize(("content", "said"), [(b"MZ\x90", "must be a PDF"), (PDF.ljust(10 * 1024 * 1024 + 1), "10 MB"), (None, "Select your CV")])
async def test_refused_on_the_page(browser_for, content, said):
    application = await make_application()
    browser = await browser_for(application.user_id)
    files = {"file": ("cv.pdf", content, "application/pdf")} if content else {"other": ("x", b"", "x/x")}
    refused = await browser.submit(f"/applications/mine/{application.id}/cv", {}, files=files)
    assert refused.status_code == 422
    assert said in refused.text
    assert await fetch_value("SELECT count(*) FROM upload") == 0


async def test_not_scanned_is_not_opened(browser_for):
    application, owner, upload_id = await _sent()
    path = f"/applications/mine/{application.id}/cv"
    answer = await (await browser_for(owner.user_id)).get(f"{path}/{upload_id}")
    assert answer.status_code == 303
    assert answer.headers["location"] == path


async def test_the_demonstration_says_that_nothing_was_scanned(browser_for, configure):
    application, owner, upload_id = await _sent()
    configure(prime_env=Environment.DEMO, clamd_address="")
    browser = await browser_for(owner.user_id)
    path = f"/applications/mine/{application.id}/cv"
    assert "Not scanned for viruses" in (await browser.get(path)).text
    assert (await browser.get(f"{path}/{upload_id}")).content == PDF
    configure(prime_env=Environment.DEMO, clamd_address="127.0.0.1:1")
    assert (await browser.get(f"{path}/{upload_id}")).status_code == 303


async def test_an_infected_file_is_purged_and_its_owner_told(configure, drain, outbox_mail, browser_for):
    content = PDF + EICAR
    async with clamd() as address:
        configure(clamd_address=address)
        application, owner, upload_id = await _sent(content)
        sha256 = await queries.sha256_of(upload_id)
        await drain()
    (row,) = await fetch("SELECT status, file, finding FROM upload")
    assert tuple(row) == ("infected", None, "Eicar-Test-Signature")
    assert await fetch_value("SELECT count(*) FROM stored_file WHERE sha256 = $1", sha256) == 0
    with pytest.raises(StoredBytesLost):
        await storage.read(sha256)
    assert any(message.subject == "We deleted a file that you sent us" for message in await outbox_mail(application.email))
    page = await (await browser_for(owner.user_id)).get(f"/applications/mine/{application.id}/cv")
    assert "was not safe" in page.text


async def test_a_scanner_that_is_away_leaves_it_waiting(configure, drain):
    configure(clamd_address="127.0.0.1:1")
    _, _, upload_id = await _sent()
    with pytest.raises((ScannerAway, AssertionError)):
        await drain()
    assert await queries.sha256_of(upload_id)


async def test_what_was_sent_without_a_scanner_is_scanned_once_there_is_one(configure, drain):
    _, _, upload_id = await _sent()
    await service.scan_waiting(SYSTEM)
    assert await fetch_value("SELECT count(*) FROM outbox_message WHERE job = 'uploads.scan_upload'") == 0
    async with clamd() as address:
        configure(clamd_address=address)
        for _ in range(2):
            await service.scan_waiting(SYSTEM)
        assert await fetch_value("SELECT count(*) FROM outbox_message WHERE job = 'uploads.scan_upload'") == 1
        await drain()
    assert await queries.sha256_of(upload_id) is None
    assert await fetch_value("SELECT status FROM upload WHERE id = $1", upload_id) == "clean"


async def test_a_new_one_takes_the_place_of_the_old(drain):
    application, owner, first = await _sent(PDF + b"first")
    sha256 = await queries.sha256_of(first)
    second = await send_cv(owner, application.id, DOCX)
    await drain()
    assert [row["id"] for row in await fetch("SELECT id FROM upload")] == [second]
    with pytest.raises(StoredBytesLost):
        await storage.read(sha256)


async def test_bytes_that_somebody_else_sent_too_stay(drain):
    application, owner, first = await _sent(PDF + b"same")
    sha256 = await queries.sha256_of(first)
    await _sent(PDF + b"same")
    await send_cv(owner, application.id, DOCX)
    await drain()
    assert await storage.read(sha256) == PDF + b"same"


async def test_withheld_during_anonymised_screening(browser_for):
    application, _, upload_id = await _sent(stage=Stage.APPLIED)
    champion = await browser_for((await make_user(Role.CHAMPION)).user_id)
    page = await champion.get(f"/candidates/{application.id}/cv")
    assert "The CV is withheld" in page.text
    assert "my-cv.pdf" not in page.text
    assert (await champion.get(f"/candidates/{application.id}/cv/{upload_id}")).status_code == 404


async def test_an_ended_application_takes_none(browser_for):
    application = await make_application()
    await candidates.withdraw(await candidate_actor(application), application.id, reason="other", detail="Found something closer.")
    browser = await browser_for(application.user_id)
    await browser.submit(f"/applications/mine/{application.id}/cv", {}, files={"file": ("cv.pdf", PDF, "application/pdf")})
    assert await fetch_value("SELECT count(*) FROM upload") == 0


async def test_by_api(api_for, configure, drain):
    application = await make_application(stage=Stage.INTERVIEW)
    api, office = await api_for(application.user_id), await api_for((await make_user(Role.OPERATIONS)).user_id)
    path = f"/api/v1/applications/{application.id}/cv"
    assert (await api.get(path)).json() == {"cv": None}
    put = partial(api.put, path)
    assert (await put(files={"file": ("cv.pdf", b"MZ", "application/pdf")})).status_code == 422
    assert (await put(json={})).status_code == 422
    async with clamd() as address:
        configure(clamd_address=address)
        sent = (await put(files={"file": ("cv.pdf", PDF, "application/pdf")})).json()["cv"]
        assert (sent["status"], sent["canOpen"]) == ("waiting", False)
        assert (await office.get(f"{path}/{sent['id']}/file")).status_code == 409
        await drain()
    assert (await office.get(f"{path}/{sent['id']}/file")).content == PDF
    assert (await office.put(path, files={"file": ("cv.pdf", PDF, "application/pdf")})).status_code == 403
