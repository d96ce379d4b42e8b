"""Names in SQL: quoted always, shortened where a store's limit demands it."""

import hashlib

from tools.errors import BadInput
from tools.packs.datastores.dialect import SqlDialect


def quoted(name: str, dialect: SqlDialect) -> str:
    """The delimited identifier; BadInput for what no store takes as a name."""
    if not name or "\x00" in name or len(name.encode()) > dialect.max_identifier_bytes:
        raise BadInput(
            f"{name[:80]!r} cannot be a name in this datastore.",
            code="bad-identifier",
            hint=f"Names have 1 to {dialect.max_identifier_bytes} bytes.",
        )
    return '"' + name.replace('"', '""') + '"'


def shortened(name: str, limit: int) -> str:
    """The name, or its head and a hash of all of it where it has more than `limit` bytes."""
    if len(name.encode()) <= limit:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return name.encode()[: limit - 9].decode(errors="ignore") + f"_{digest}"
