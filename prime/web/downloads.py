"""Files that go out: always to keep, never shown in place, never stored by a cache."""

from litestar import Response


def attachment(content: bytes, filename: str, *, media_type: str = "application/pdf") -> Response[bytes]:
    """Bytes to be saved under a name of ours (plain ASCII); `nosniff` comes with every answer."""
    return Response(
        content,
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{filename}"', "Cache-Control": "private, no-store"},
    )
