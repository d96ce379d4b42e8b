"""A database that exists for one run of the tests."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path


@asynccontextmanager
async def disposable_database() -> AsyncIterator[str]:
    """Yield the address of an empty database; it is gone afterwards."""
    folder = await asyncio.to_thread(tempfile.TemporaryDirectory)
    try:
        yield f"sqlite:///{Path(folder.name, 'test.db')}"
    finally:
        await asyncio.to_thread(folder.cleanup)
