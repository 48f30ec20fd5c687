"""Render a document to PDF: hands the facts to the print room (`prime.documents.zygote`) and awaits the file."""

import asyncio
import atexit
import socket
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from prime.core.settings import ROOT
from prime.documents.errors import RendererKilled, RendererUnavailable, RenderFailed
from prime.documents.wire import Answer, Attachment, Job, Limits, Outcome

COMMAND = [sys.executable, "-m", "prime.documents.zygote"]


class _PrintRoom:
    """The process that prints for this one, and the socket through which it takes connections."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [*COMMAND, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
            )

    @property
    def pid(self) -> int:
        """The process itself."""
        return self._process.pid

    @property
    def is_open(self) -> bool:
        """Whether the process is alive."""
        return self._process.poll() is None

    def take(self, connection: socket.socket) -> None:
        """Give the other end of a connection to the process."""
        socket.send_fds(self._control, [b"+"], [connection.fileno()])

    def close(self) -> None:
        """Let the process end, which it does when its worker goes; it may have ended already."""
        self._control.close()
        self._process.wait()


_room: _PrintRoom | None = None


def _open_room() -> _PrintRoom:
    global _room  # noqa: PLW0603 - one print room for each worker process
    if _room is None or not _room.is_open:
        close()
        _room = _PrintRoom()
    return _room


@atexit.register
def close() -> None:
    """End the print room, if one is open; the next document opens another."""
    if _room is not None:
        _leave(_room)


def _leave(room: _PrintRoom) -> None:
    global _room  # noqa: PLW0603 - see above
    if _room is room:
        _room = None
    room.close()


async def _ask(room: _PrintRoom, job: Job) -> bytes:
    ours, theirs = socket.socketpair()
    try:
        with theirs:
            room.take(theirs)
    except OSError:
        ours.close()
        raise
    reader, writer = await asyncio.open_unix_connection(sock=ours)
    try:
        writer.write(msgspec.msgpack.encode(job))
        writer.write_eof()
        return await reader.read()
    finally:
        writer.close()


async def render(
    template: str,
    context: dict[str, Any],
    *,
    created: datetime,
    attachments: Sequence[Attachment] = (),
    limits: Limits | None = None,
) -> bytes:
    """The PDF/A-3a and PDF/UA-1 file of a document; the same facts and moment give the same bytes.

    Raises:
        RenderFailed: the document cannot be made from these facts.
        RendererUnavailable: libraries or fonts are missing.
        RendererKilled: the process ended before it answered.
    """
    job = Job(template=template, context=context, created=created, attachments=tuple(attachments), limits=limits or Limits())
    room = _open_room()
    try:
        answer = msgspec.msgpack.decode(await _ask(room, job), type=Answer)
    except (OSError, msgspec.DecodeError) as problem:
        # It is dying, if not dead yet: the next document must not be handed to it.
        await asyncio.to_thread(_leave, room)
        raise RendererKilled("The renderer ended before it answered.") from problem
    match answer.outcome:
        case Outcome.PRINTED:
            return answer.pdf
        case Outcome.FAILED:
            raise RenderFailed(answer.detail)
        case Outcome.UNUSABLE:
            # What is mended meanwhile is seen by a new process only.
            await asyncio.to_thread(_leave, room)
            raise RendererUnavailable(answer.detail)
        case Outcome.KILLED:
            raise RendererKilled(answer.detail)
