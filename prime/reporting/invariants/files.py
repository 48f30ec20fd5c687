"""What lies in the store beside the database."""

from prime.core import storage
from prime.core.db import fetch
from prime.core.storage import StoredBytesLost
from prime.reporting.invariants.kind import Faults, Invariant

# Each look reads some of the files, so that all of them are read again and again without holding up anything.
AT_ONCE = 100
_SOME = "SELECT filename, sha256 FROM stored_file ORDER BY random() LIMIT $1"


async def damaged() -> Faults:
    """Files that are gone from the store, or are not what was put there; of a random hundred."""
    found = []
    for row in await fetch(_SOME, AT_ONCE):
        try:
            await storage.read(row["sha256"])
        except StoredBytesLost:
            found.append((row["filename"], "gone or changed on disk"))
    return found


FILES = (Invariant("files_are_whole", "Every stored file is there, and its bytes are those that were stored.", read=damaged),)
