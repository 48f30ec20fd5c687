"""`python -m workers`: the worker process, until it is told to stop."""

import asyncio
import contextlib
import signal

from workers.main import main


async def _until_stopped() -> None:
    work = asyncio.create_task(main())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work


asyncio.run(_until_stopped())
