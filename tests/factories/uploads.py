"""Files as people send them, and a CV sent by the real command."""

import io
import zipfile
from uuid import UUID

from prime.candidates import service
from prime.core import storage
from prime.core.actor import Actor
from prime.uploads import rules

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def archive(*parts: tuple[str, bytes]) -> bytes:
    """A ZIP archive of parts, stored as they are."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, content in parts:
            made.writestr(name, content)
    return written.getvalue()


DOCX = archive(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>"))
ODT = archive(("mimetype", rules.ODT.media_type.encode()), ("content.xml", b"<office/>"))


async def send_cv(actor: Actor, application_id: UUID, content: bytes = PDF, sent_as: str = "my-cv.pdf") -> UUID:
    """A CV of a candidate for an application of theirs."""
    file_type = rules.file_type(content)
    assert file_type is not None
    stored = await storage.put(content)
    return await service.attach_cv(actor, application_id, stored=stored, file_type=file_type, sent_as=sent_as)
