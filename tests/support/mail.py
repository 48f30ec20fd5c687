"""Doubles of the servers that take e-mail: SMTP, and GOV.UK Notify's HTTP API."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class SmtpDouble:
    """Speaks SMTP; answers each verb with what the test says, or with what a content server would."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.port = 0
        self.mails: list[str] = []
        self.senders: list[str] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from greeting to QUIT."""

        async def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())
            await writer.drain()

        try:
            if self.answers.get("connect") == "silence":
                await reader.read()  # until the client gives up
                return
            await say(self.answers.get("connect", "220 mail.example"))
            while line := (await reader.readline()).decode().strip():
                verb = line.partition(" ")[0].upper()
                if verb == "DATA" and verb not in self.answers:
                    await say("354 go on")
                    self.mails.append((await reader.readuntil(b"\r\n.\r\n")).decode())
                    await say(self.answers.get("text", "250 taken"))
                    continue
                if verb == "MAIL":
                    self.senders.append(line)
                await say(self.answers.get(verb, "221 bye" if verb == "QUIT" else "250 ok"))
                if verb == "QUIT":
                    return
        except ConnectionError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def smtp_double(**answers: str) -> AsyncIterator[SmtpDouble]:
    """A mail server on a port of its own: `smtp_double(RCPT="550 no such user")`."""
    double = SmtpDouble(answers)
    server = await asyncio.start_server(double.talk, "127.0.0.1", 0)
    double.port = server.sockets[0].getsockname()[1]
    try:
        yield double
    finally:
        server.close()
        await server.wait_closed()


class NotifyDouble:
    """What GOV.UK Notify was asked, and its address."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[dict[str, Any]] = []
        self.bearers: list[str] = []


@contextmanager
def notify_double(status: int = 201) -> Iterator[NotifyDouble]:
    """GOV.UK Notify on a port of its own; answers every e-mail with one status."""
    double = NotifyDouble()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            double.asked.append({"path": self.path, **body})
            double.bearers.append(self.headers["Authorization"].removeprefix("Bearer "))
            answer: dict[str, Any] = {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": body.get("reference")}
            if status >= 400:
                answer = {"status_code": status, "errors": [{"error": "BadRequestError", "message": "email_address Not a valid email address"}]}
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    double.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
