"""The renderer: real PDFs, the same bytes each time, and nothing that a document can do to the process."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from prime.documents import pdf, zygote
from prime.documents.errors import RendererKilled, RendererUnavailable, RenderFailed
from prime.documents.schemas import Context, kind_of, to_json
from prime.documents.wire import Attachment, Limits
from tests.factories import documents
from tests.support.pdf_check import embedded_files, page_count, problems, text_of


async def render(context: Context, **options: Any) -> bytes:
    """The PDF of some facts, as the worker makes it."""
    return await pdf.render(kind_of(context), to_json(context), created=documents.CREATED, **options)


@pytest.fixture(scope="module", autouse=True)
def print_room() -> Iterator[None]:
    """Ends the process that these tests opened."""
    yield
    pdf.close()


@pytest.mark.parametrize("facts", documents.every_kind(), ids=kind_of)
async def test_every_kind_is_archival_accessible_and_the_same_twice(facts: Context) -> None:
    first = await render(facts)
    assert problems(first) == []
    assert await render(facts) == first
    pdf.close()
    assert await render(facts) == first, "another process, other bytes"


async def test_bytes_do_not_depend_on_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    first = await render(documents.offer_letter())
    pdf.close()
    for name, value in {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "77"}.items():
        monkeypatch.setenv(name, value)
    assert await render(documents.offer_letter()) == first
    pdf.close()


async def test_signatures_that_move_to_the_next_page_are_printed_once() -> None:
    facts = documents.placement_agreement()
    said = text_of(await render(msgspec.structs.replace(facts, checks=[facts.checks[0]] * 14)))
    assert said.count("Signed electronically") == 1


async def test_contract_has_all_particulars() -> None:
    said = text_of(await render(documents.employment_contract()))
    for fact in [
        "AfC Prime Demonstration CIC",
        "Siân Ŵyn-Okonkwo",
        "Your employment with us starts on 7 December 2026",
        "continuous employment began on 7 December 2026",
        "counts from 2 September 2019",
        "£48,226 a year (NJC point 37)",
        "monthly in arrears",
        "Your normal hours are 36 a week",
        "Monday to Friday",
        "Your hours and days do not vary without your agreement",
        "23 working days of leave a year, 26 from the day",
        "2 months, after 4 months' service",
        "parental bereavement leave",
        "Local Government Pension Scheme",
        "There are no other benefits",
        "Notice from us: 8 weeks",
        "Notice from you: 8 weeks",
        "You hold a caseload of children in need",
        "The employment is permanent",
        "Your first 6 months, to 6 June 2027",
        "Your place of work is 1 Example Street, Westmarch",
        "National Joint Council",
        "outside the United Kingdom for more than one month",
        "at least five days of training a year",
        "Mandatory training: safeguarding children",
        "no mandatory training that you must pay for yourself",
        "apply in writing to the Director of People",
        "Schedule 1: placements",
        "Harbourne Fen Council",
        "Accepted electronically on 3 November 2026, 6:42pm",
    ]:
        assert fact in said, fact
    assert "24 Disciplinary rules, grievances and whom to apply to Clause 14" in said


@pytest.mark.parametrize(("starts", "is_there"), [("2026-11-02", True), ("2026-11-03", False), (None, False)])
async def test_union_statement_is_printed_from_its_day_on(starts: str | None, *, is_there: bool) -> None:
    snapshot = to_json(documents.employment_contract())
    snapshot["terms"]["union_statement_from"] = starts
    content = await pdf.render("employment_contract", snapshot, created=documents.CREATED)
    assert ("your right to join a trade union" in text_of(content)) is is_there


async def test_invoice_shows_what_a_vat_invoice_must() -> None:
    paper = documents.invoice(25)
    content = await render(paper)
    said = text_of(content)
    for fact in [
        "INV-2026-000001",
        "Tax point 2 November 2026",
        "Invoice date 2 November 2026",
        "VAT number GB 123 4567 82",
        "1 Example Street",
        "Westmarch Council",
        "Old Market Hall",
        "Senior social worker – children in need",
        "Siân Ŵyn-Okonkwo, timesheet TIM-2026-000001",
        "28.80 hours 41.25 1,188.00 20%",
        f"Total excluding VAT £{paper.net_amount:,.2f}",
        f"VAT £{paper.vat_amount:,.2f}",
        f"£{paper.gross_amount:,.2f}",
        "Cash discount: none",
        "Standard rate 20%",
        "1 December 2026",
        "PO-7700001",
        "1 to 31 October 2026",
    ]:
        assert fact in said, fact
    assert page_count(content) == 2


async def test_credit_note_names_invoice_and_reason() -> None:
    said = text_of(await render(documents.credit_note()))
    for fact in ["Credit note CRN-2026-000001", "For invoice INV-2026-000001", "Invoice date 2 November 2026", "wrong purchase order", "£5,184.84"]:
        assert fact in said, fact


async def test_agreement_holds_what_was_agreed() -> None:
    said = text_of(await render(documents.placement_agreement()))
    for fact in [
        "PLA-2026-000017",
        "SW123456",
        "4 January 2027 to 2 July 2027",
        "28.8 hours a week (0.8 full-time equivalent)",
        "£41.25 an hour, plus VAT at 20%",
        "Priya Raman",
        "written notice of 4 weeks",
        "an extended hire of 12 weeks",
        "a transfer fee of 12.5%",
        "Enhanced DBS with children's barred list",
        "Valid until 30 November 2027",
        "you count this placement as agency",
        "Comparator: senior social worker, your grade 11",
    ]:
        assert fact in said, fact


async def test_offer_says_until_when_in_london_time() -> None:
    snapshot = {**to_json(documents.offer_letter()), "expires_at": "2026-07-09T16:00:00+00:00"}
    said = text_of(await pdf.render("offer_letter", snapshot, created=documents.CREATED))
    assert "9 July 2026, 5pm" in said
    assert "Do not resign" in said


async def test_attachments_are_embedded_once_and_do_not_drift() -> None:
    xml = Attachment(name="data.xml", content=b"<facts/>", description="The facts", relationship="Data")
    first = await render(documents.offer_letter(), attachments=[xml])
    assert embedded_files(first) == {"data.xml": b"<facts/>"}
    assert problems(first) == []
    assert await render(documents.offer_letter(), attachments=[xml]) == first


async def test_hostile_facts_are_printed_as_they_are() -> None:
    hostile = "<img src=file:///etc/passwd><script>x</script>"
    snapshot = {**to_json(documents.offer_letter()), "job_title": hostile}
    content = await pdf.render("offer_letter", snapshot, created=documents.CREATED)
    assert hostile in text_of(content)
    assert problems(content) == []


@pytest.mark.parametrize("strange", ["工作", "😀", "שלום"])
async def test_a_character_without_glyph_is_an_error_and_no_blank(strange: str) -> None:
    snapshot = {**to_json(documents.offer_letter()), "job_title": strange}
    with pytest.raises(RenderFailed, match="unsupported by fonts"):
        await pdf.render("offer_letter", snapshot, created=documents.CREATED)


async def test_an_unknown_template_or_a_lost_fact_fails() -> None:
    with pytest.raises(RenderFailed, match="TemplateNotFound"):
        await pdf.render("../../layouts", {}, created=documents.CREATED)
    with pytest.raises(RenderFailed, match="undefined"):
        await pdf.render("invoice", {}, created=documents.CREATED)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(cpu_seconds=1), "too long to render"),
        (Limits(wall_seconds=1), "too long to render"),
        (Limits(memory_bytes=1), "memory|crashes"),
        (Limits(html_characters=1000), "too long: "),
    ],
    ids=["processor", "clock", "memory", "length"],
)
async def test_a_document_without_end_is_ended(limits: Limits, says: str) -> None:
    with pytest.raises(RenderFailed, match=says):
        await render(documents.invoice(500), limits=limits)
    assert (await render(documents.offer_letter())).startswith(b"%PDF")


async def test_the_largest_invoice_fits_the_limits() -> None:
    content = await render(documents.invoice(500))
    assert text_of(content).count("timesheet TIM-2026-") == 500


async def test_a_killed_child_can_be_tried_again() -> None:
    await render(documents.offer_letter())  # while the room opens it has children of other kinds
    work = asyncio.create_task(render(documents.invoice(500)))
    child = await _child_of_print_room()
    os.kill(child, signal.SIGKILL)
    with pytest.raises(RendererKilled):
        await work
    assert (await render(documents.offer_letter())).startswith(b"%PDF")


async def test_a_killed_print_room_is_opened_again() -> None:
    await render(documents.offer_letter())  # while the room opens it has children of other kinds
    work = asyncio.create_task(render(documents.invoice(500)))
    child = await _child_of_print_room()
    assert pdf._room is not None
    os.kill(pdf._room.pid, signal.SIGKILL)
    os.kill(child, signal.SIGKILL)
    with pytest.raises(RendererKilled):
        await work
    assert (await render(documents.offer_letter())).startswith(b"%PDF")


async def test_a_room_that_is_left_ends_at_once_whatever_it_has_to_do() -> None:
    await render(documents.offer_letter())
    work = [asyncio.create_task(render(documents.invoice(500))) for _ in range(20)]
    child = await _child_of_print_room()
    begun = time.monotonic()
    await asyncio.to_thread(pdf.close)
    assert time.monotonic() - begun < 2, "It goes on with what nobody waits for."
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert all(isinstance(outcome, RendererKilled) for outcome in await asyncio.gather(*work, return_exceptions=True))


async def test_many_documents_at_once() -> None:
    made = await asyncio.gather(*(render(documents.credit_note()) for _ in range(12)))
    assert len(set(made)) == 1


async def _child_of_print_room() -> int:
    """The process that prints at this moment."""
    for _ in range(500):
        await asyncio.sleep(0.01)
        if pdf._room is not None:
            children = _children(pdf._room.pid)
            if children:
                return children[0]
    raise AssertionError("Nothing prints.")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


async def test_without_fonts_documents_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf.close()
    program = (
        "import sys; from pathlib import Path; from prime.documents import zygote;"
        "zygote.FONTS_CONFIGURATION = Path('/nowhere'); zygote.main(int(sys.argv[1]))"
    )
    with monkeypatch.context() as patch:
        patch.setattr(pdf, "COMMAND", [sys.executable, "-c", program])
        with pytest.raises(RendererUnavailable, match="fonts have not been built"):
            await render(documents.offer_letter())
    assert (await render(documents.offer_letter())).startswith(b"%PDF"), "mended, so it works"


def test_without_a_library_nothing_is_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    from prime.setup.libraries import preload

    preload()
    from weasyprint.text import ffi

    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    with pytest.raises(zygote.Unusable, match="libharfbuzz-subset"):
        zygote.Press()


# WeasyPrint leaves the file of its colour profile to the garbage collector.
in_this_process = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:unclosed file:ResourceWarning")

SECRET = "the contents of a file of this machine"
ATTACKS = [
    "<link rel=stylesheet href='URL'>",
    "<link rel=attachment href='URL'>",
    "<a rel=attachment href='URL'>x</a>",
    "<img src='URL' alt=x>",
    "<object data='URL'></object>",
    "<embed src='URL'>",
    "<style>@import 'URL';</style>",
    "<style>p { background: url(URL) }</style>",
    "<style>p::before { content: url(URL) }</style>",
    "<style>p { border: 1px solid; border-image: url(URL) 1 }</style>",
    "<style>@font-face { font-family: x; src: url(URL) } p { font-family: x }</style>",
    "<ul style='list-style-image: url(URL)'><li>x</ul>",
    "<base href='URL'><img src=x alt=x>",
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>x</title><image href='URL' width='9' height='9'/></svg>",
]


@pytest.fixture(scope="module")
def press() -> zygote.Press:
    """WeasyPrint as the print room uses it, in this process."""
    return zygote.Press()


@pytest.fixture
def listener() -> Iterator[tuple[str, list[Any]]]:
    """A web address of this machine, and whoever called it."""
    calls: list[Any] = []
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        try:
            while True:
                connection, peer = server.accept()
                calls.append(peer)
                connection.close()
        except OSError:
            return

    thread = threading.Thread(target=accept)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/x", calls
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


@in_this_process
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_is_read_from_disk_or_net(press: zygote.Press, listener: tuple[str, list[Any]], tmp_path: Path, attack: str) -> None:
    bait = tmp_path / "secret.txt"
    bait.write_text(SECRET)
    address, calls = listener
    for url in (f"file://{bait}", address, "data:text/css,p{color:red}"):
        try:
            content = press.write(f"<html lang=en-GB><title>x</title><h1>x</h1><p>x</p>{attack.replace('URL', url)}", [])
        except BaseException as refusal:  # noqa: BLE001 - WeasyPrint's own refusal is no Exception
            assert type(refusal).__name__ in {"FatalURLFetchingError", "ValueError"}, refusal
        else:
            assert embedded_files(content) == {}
            assert SECRET not in text_of(content)
    assert calls == []


def test_the_press_uses_only_our_fonts() -> None:
    # In a process of its own: fontconfig reads its file once, and other tests of this process may have been first.
    program = "from prime.documents import zygote; zygote.Press().write('<html lang=en-GB><title>x</title><p>漢', [])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert "unsupported by fonts" in done.stderr


@in_this_process
def test_created_is_the_moment_of_the_record(press: zygote.Press) -> None:
    import io

    import pypdf

    from prime.documents.wire import Job

    moment = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    content = press.print(Job(template="offer_letter", context=to_json(documents.offer_letter()), created=moment))
    facts = pypdf.PdfReader(io.BytesIO(content)).metadata
    assert facts is not None
    assert facts.creation_date == moment
    assert facts.title == "Offer of employment – Siân Ŵyn-Okonkwo"
