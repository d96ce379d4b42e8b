"""Searches the knowledge base: `… INDEX_FOLDER ROUNDS`; the first search builds or opens the index."""

import json
import sys
import time
from pathlib import Path

QUERIES = (
    "cursor pagination for long lists",
    "offset or cursor pagination",
    "optimistic locking with ETag and If-Match",
    "idempotency keys for payments",
    "rate limiting by account and address",
    "hash passwords with argon2",
    "JWT access and refresh tokens",
    "sessions or tokens for browsers",
    "API keys for machines",
    "role based access control",
    "owners see only their own rows",
    "errors as problem details",
    "validation of request bodies",
    "unique constraints and conflicts",
    "foreign keys and cascading deletion",
    "soft deletion and a trash",
    "many to many relationships",
    "indexes for filters and sorting",
    "full text search in a database",
    "decimal numbers for money",
    "time zones and timestamps",
    "UUID version 7 as primary key",
    "migrations without downtime",
    "connection pool size",
    "health checks for liveness and readiness",
    "structured logs without secrets",
    "Prometheus metrics",
    "graceful shutdown of workers",
    "outbox and delivery of events at least once",
    "GraphQL depth limits and batching",
)


def main(index: str, rounds: str) -> None:
    """Prints milliseconds: of the first search with what it imports, and of each of the others."""
    started = time.perf_counter()
    from knowledge import Retriever, load

    library = load(None)
    retriever = Retriever(library.documents, index_root=Path(index))
    retriever.search(QUERIES[0])
    first = (time.perf_counter() - started) * 1000
    later = []
    for _ in range(int(rounds)):
        for query in QUERIES:
            started = time.perf_counter()
            retriever.search(query)
            later.append((time.perf_counter() - started) * 1000)
    print(json.dumps({"documents": len(library.documents), "first": first, "later": later}))


if __name__ == "__main__":
    main(*sys.argv[1:])
