"""Composition root: the application with the admin mounted; the only importer of `admin`."""

from litestar import asgi
from litestar.types import Receive, Scope, Send

from admin.mount import AdminMount
from prime.app import create_app

_mount = AdminMount()


@asgi("/admin", is_mount=True, copy_scope=True)
async def admin(scope: Scope, receive: Receive, send: Send) -> None:
    """Piccolo Admin, behind our own sign-in."""
    await _mount(scope, receive, send)


app = create_app([admin])
