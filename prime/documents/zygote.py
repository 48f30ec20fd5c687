"""The print room: one process loads WeasyPrint and the fonts once, then forks a child for every document.

`prime.documents.pdf` starts it as `python -m prime.documents.zygote FD` and passes it one connection for each
document. A child cannot hurt anybody: it has limits of time and memory, writes no file, opens no address, and
whatever it does ends with it. (`multiprocessing`'s fork server would import the worker's main module into every
child, hold a thread of the worker for each, and not say which limit a child ran into.)
"""

import contextlib
import gc
import logging
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import msgspec

from prime.documents import typeset
from prime.documents.wire import Answer, Job, Limits, Outcome
from prime.setup.fonts import CUTS, FAMILY
from prime.setup.libraries import FONTS_CONFIGURATION, preload

AT_ONCE = os.cpu_count() or 1
# Opens every font file once, for all children.
_EVERY_CUT = "<html lang=en-GB><title>Warm-up</title><h1>1</h1>" + "".join(
    f"<p style='font-weight: {cut.weight}; font-style: {'italic' if cut.is_italic else 'normal'}'>AfC Prime" for cut in CUTS
)


class Unusable(Exception):
    """WeasyPrint cannot work on this machine as it is."""


class Press:
    """WeasyPrint, warmed up: style sheets parsed, fonts found, one page printed."""

    def __init__(self) -> None:
        if not FONTS_CONFIGURATION.is_file():
            raise Unusable("The document fonts have not been built.")
        # Only our own fonts: a missing glyph is then an error and never another typeface.
        os.environ["FONTCONFIG_FILE"] = str(FONTS_CONFIGURATION)
        preload()
        try:
            import weasyprint  # noqa: PLC0415 - fails with OSError where the libraries are missing
            from weasyprint.text.ffi import harfbuzz_subset  # noqa: PLC0415

            from prime.documents import xmp  # noqa: PLC0415
        except OSError as problem:
            raise Unusable(f"A library of WeasyPrint is missing: {problem}") from problem
        if not harfbuzz_subset:
            # Without it WeasyPrint falls back to a way that is four times slower.
            raise Unusable("The library libharfbuzz-subset is missing.")
        self._weasyprint = weasyprint
        self._finish = xmp.finish
        self._fetcher = _named_assets(weasyprint)
        self._fonts = weasyprint.text.fonts.FontConfiguration()
        self._templates = typeset.environment()
        self._sheets = {
            name: [weasyprint.CSS(filename=path, font_config=self._fonts, url_fetcher=self._fetcher) for path in typeset.style_sheets(name)]
            for name in typeset.template_names()
        }
        self.write(_EVERY_CUT, [sheet for sheets in self._sheets.values() for sheet in sheets])

    def print(self, job: Job) -> bytes:
        """The PDF/A-3a and PDF/UA-1 file of one document."""
        html = self._templates.get_template(f"{job.template}/document.html").render(job.context, created=job.created.isoformat())
        if len(html) > job.limits.html_characters:
            raise ValueError(f"The document is too long: {len(html)} characters.")
        attachments = [
            self._weasyprint.Attachment(
                string=item.content,
                name=item.name,
                description=item.description,
                relationship=item.relationship,
                created=job.created,
                modified=job.created,
                url_fetcher=self._fetcher,
            )
            for item in job.attachments
        ]
        return self.write(html, self._sheets[job.template], attachments)

    def write(self, html: str, sheets: list[Any], attachments: list[Any] | None = None) -> bytes:
        """The file of a page; the first complaint of WeasyPrint is an error."""
        with _strict_log():
            page = self._weasyprint.HTML(string=html, url_fetcher=self._fetcher)
            document = page.render(stylesheets=sheets, font_config=self._fonts, pdf_variant="pdf/a-3a")
            document.metadata.attachments = attachments or []
            pdf: bytes = document.write_pdf(finisher=self._finish, pdf_variant="pdf/a-3a")
        strangers = {font.family for font in document.fonts.values()} - {FAMILY}
        if strangers:
            raise ValueError(f"Fonts that are not ours: {', '.join(sorted(strangers))}.")
        return pdf


def _named_assets(weasyprint: Any) -> Any:
    """A fetcher that knows `asset:NAME` for the files beside the templates, and refuses everything else."""
    assets = {"logo.svg": ("image/svg+xml", (typeset.TEMPLATES / "logo.svg").read_bytes())}

    class NamedAssets(weasyprint.URLFetcher):  # type: ignore[misc]  # loaded by the caller, so Any
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - WeasyPrint's signature
            media_type, content = assets[url.removeprefix("asset:")]
            return weasyprint.urls.URLFetcherResponse(url, content, {"Content-Type": media_type})

    return NamedAssets(allowed_protocols=("asset",), allow_redirects=False, fail_on_errors=True)


@contextlib.contextmanager
def _strict_log() -> Iterator[None]:
    """Turn the first warning of WeasyPrint (a missing glyph, a blocked file, a lost image) into an error."""
    complaints: list[str] = []
    ear = logging.Handler(logging.WARNING)
    ear.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]  # shorter than a class
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(ear)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(ear)
    if complaints:
        raise ValueError(complaints[0])


def _confine(limits: Limits) -> None:
    """Give the process its limits; the kernel ends it at the first it reaches."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(limits.wall_seconds)


def _read_all(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as stream:
        return stream.read()


def _send(connection: socket.socket, answer: Answer) -> None:
    # The worker may have gone; nobody is left to tell.
    with contextlib.suppress(OSError):
        connection.sendall(msgspec.msgpack.encode(answer))


def _child(press: Press, connection: socket.socket) -> NoReturn:
    """Print one document and end. FatalURLFetchingError is a BaseException, hence the widest net."""
    gc.disable()
    try:
        job = msgspec.msgpack.decode(_read_all(connection), type=Job)
        _confine(job.limits)
        answer = Answer(outcome=Outcome.PRINTED, pdf=press.print(job))
    except MemoryError:
        answer = Answer(outcome=Outcome.FAILED, detail="The document needs too much memory.")
    except BaseException as problem:  # noqa: BLE001 - see above
        detail = f"{type(problem).__name__}: {problem}"[:500]
        # Fonts that somebody is rebuilding at this moment are no fault of the document.
        answer = Answer(outcome=Outcome.FAILED if FONTS_CONFIGURATION.is_file() else Outcome.UNUSABLE, detail=detail)
    _send(connection, answer)
    os._exit(0)


def _death(status: int) -> Answer:
    """What a signal that ended a child means for its document."""
    number = os.WTERMSIG(status)
    if number in {signal.SIGALRM, signal.SIGXCPU}:
        return Answer(outcome=Outcome.FAILED, detail="The document takes too long to render.")
    if number in {signal.SIGKILL, signal.SIGTERM}:
        return Answer(outcome=Outcome.KILLED, detail="The renderer was killed.")
    # A library that runs out of memory, or crashes, would do so again.
    return Answer(outcome=Outcome.FAILED, detail=f"The document crashes the renderer ({signal.Signals(number).name}).")


def _next_connection(control: socket.socket) -> socket.socket | None:
    """The connection of the next document; None when the worker has gone."""
    message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=descriptors[0]) if message and descriptors else None


def _begin(press: Press, control: socket.socket, connection: socket.socket) -> tuple[int, int]:
    """Fork a child for a document; its life line and its process.

    Nothing is ever written to the life line: it closes when the child ends, however it ends.
    """
    life_line, held_by_child = os.pipe()
    pid = os.fork()
    if pid == 0:
        control.close()
        _child(press, connection)
    os.close(held_by_child)
    return life_line, pid


def _conclude(pid: int, connection: socket.socket) -> None:
    """Bury a child, and speak for one that could not answer itself."""
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        _send(connection, _death(status))
    connection.close()


def serve(press: Press, control: socket.socket) -> None:
    """Print what comes in, a few documents at a time, until the worker goes; then nobody waits for what is begun or in line."""
    printing: dict[int, tuple[int, socket.socket]] = {}
    while True:
        watched = select.poll()
        # That the worker has gone is seen even while there is no room for another document.
        watched.register(control, select.POLLIN if len(printing) < AT_ONCE else 0)
        for life_line in printing:
            watched.register(life_line)
        for source, event in watched.poll():
            if source in printing:
                os.close(source)
                _conclude(*printing.pop(source))
                continue
            connection = None if event & select.POLLHUP else _next_connection(control)
            if connection is None:
                for pid, _ in printing.values():
                    os.kill(pid, signal.SIGKILL)
                    os.waitpid(pid, 0)
                return
            life_line, pid = _begin(press, control, connection)
            printing[life_line] = (pid, connection)


def main(descriptor: int) -> None:
    """Serve the worker at the other end of a socket until it goes, or tell each document why it must wait."""
    # Ctrl-C is for the worker; when that ends, so does this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Pages stay quick while a month of invoices is printed.
    os.nice(5)
    with socket.socket(fileno=descriptor) as control:
        try:
            press = Press()
        except Unusable as problem:
            connection = _next_connection(control)
            if connection is not None:
                with connection:
                    _read_all(connection)  # closing with words unread would lose the answer
                    _send(connection, Answer(outcome=Outcome.UNUSABLE, detail=str(problem)))
            return
        gc.collect()
        gc.freeze()
        serve(press, control)


if __name__ == "__main__":
    main(int(sys.argv[1]))
