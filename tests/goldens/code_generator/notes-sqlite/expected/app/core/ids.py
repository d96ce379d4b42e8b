"""Keys made by the application."""

import secrets
import time
from uuid import UUID

_MILLISECOND = 1_000_000


def new_id() -> UUID:
    """Return a UUID of version 7 (RFC 9562): what is made later is greater, within a millisecond, too.

    48 bits of milliseconds, 12 bits of the fraction of one (method 3 of section 6.2), then 62 random bits.
    """
    milliseconds, rest = divmod(time.time_ns(), _MILLISECOND)
    fraction = (rest << 12) // _MILLISECOND
    random = secrets.randbits(62)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (fraction << 64) | (0b10 << 62) | random)
