"""Whether the web server's port is free, asked before anything is started."""

import socket

from prime.supervisor.errors import PortTaken


def require_free_port(host: str, port: int) -> None:
    """Check that nobody listens on a port.

    Raises:
        PortTaken: naming the port and the way to choose another.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as web servers do: a port just left is free
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"Port {port} is taken: {error.strerror}. Choose another, for example: make demo PORT={port + 1}") from None
