"""Faults planted in a backend, each with the check that must find it."""

import pytest

from tests.tools.validators.conformance.playing import compiled, played, ready_backend

FAULTS: dict[str, tuple[str, str]] = {
    # fault: (blueprint, check)
    "open to all": ("library", "access-without-token"),
    "no role check": ("library", "access-by-role"),
    "no owner check": ("library", "access-to-foreign-rows"),
    "lists foreign rows": ("library", "access-to-foreign-rows"),
    "longer by one": ("notes", "constraints-beyond-the-bound"),
    "maximum off by one": ("covering", "constraints-beyond-the-bound"),
    "unanchored pattern": ("covering", "constraints-beyond-the-bound"),
    "coerces numbers": ("library", "constraints-beyond-the-bound"),
    "counts UTF-16 units": ("notes", "constraints-at-the-bound"),
    "strips text": ("notes", "constraints-at-the-bound"),
    "misses required": ("notes", "required-and-null"),
    "takes null": ("notes", "required-and-null"),
    "takes unknown fields": ("notes", "undeclared-fields"),
    "no row checks": ("covering", "row-checks"),
    "no reference check": ("library", "references"),
    "not unique": ("library", "uniqueness"),
    "deleted rows stay unique": ("library", "uniqueness"),
    "deletes what is in use": ("library", "deleting-referenced-rows"),
    "no set null": ("covering", "deleting-referenced-rows"),
    "changes nothing": ("notes", "operation-success"),
    "deletes nothing": ("notes", "operation-success"),
    "loses a field": ("notes", "operation-success"),
    "links keep their first values": ("covering", "operation-success"),
    "unlinks nothing": ("library", "operation-success"),
    "shows secrets": ("library", "credentials"),
    "shows deleted rows": ("library", "deleted-rows-are-gone"),
    "cursor skips a row": ("library", "pagination"),
    "cursor repeats a row": ("library", "pagination"),
    "cursor is an offset": ("library", "pagination"),
    "ignores filters": ("library", "filters"),
    "filters are exclusive": ("library", "filters"),
    "sorts decimals as text": ("library", "sorting"),
    "nulls first": ("library", "sorting"),
    "search has no order": ("library", "search"),
    "search takes wildcards": ("library", "search"),
    "counts one more": ("library", "analytics"),
    "ignores If-Match": ("library", "conditional-requests"),
    "If-Match is optional": ("library", "conditional-requests"),
    "weak tags match": ("library", "conditional-requests"),
    "version stays": ("library", "conditional-requests"),
    "always whole": ("library", "conditional-requests"),
    "no ETag": ("library", "operation-success"),
    "never replays": ("library", "idempotent-replay"),
    "replays another body": ("library", "idempotent-replay"),
    "keys are shared": ("library", "idempotent-replay"),
    "tokens never expire": ("library", "forged-tokens"),
    "signature unchecked": ("library", "forged-tokens"),
    "takes algorithm none": ("library", "forged-tokens"),
    "session unchecked": ("library", "sessions"),
    "logout does nothing": ("library", "sessions"),
    "refresh tokens last": ("library", "sessions"),
    "reuse goes unpunished": ("library", "sessions"),
    "any password": ("library", "credentials"),
    "any query": ("notes", "query-parameters"),
    "leaks traces": ("notes", "absent-rows"),
    "any media type": ("notes", "media-types"),
    "any size": ("notes", "body-size"),
    "another contract": ("notes", "served-documents"),
    "metrics by key": ("notes", "metrics"),
    "no security headers": ("notes", "security-headers"),
    "forgets at restart": ("notes", "persistence-across-restart"),
    "limit off by one": ("library", "rate-limit"),
    "one limit for all": ("library", "rate-limit"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_check_finds_the_fault(fault: str) -> None:
    name, check = FAULTS[fault]
    backend = ready_backend(name, faults=frozenset({fault}))
    outcomes = played(backend, compiled(name), lambda case: case["check"] == check)
    assert "failed" in {outcome["status"] for outcome in outcomes}
