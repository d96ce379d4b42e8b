"""Statements are counted where the engine tells them: rows that are fetched one by one are found out."""

from pathlib import Path

import pytest

from tests.tools.validators.live.printed import plant, played_checks, print_project
from tools.validators.conformance.checks.statements import GRAPHQL, REST
from tools.validators.live.control import count

FAULTS: dict[str, tuple[str, str, str, str]] = {
    # fault: (file, what stands there, what stands there instead, check)
    "related rows are loaded one by one": (
        "app/graphql/sharing.py",
        r"DataLoader\(fetch\)",
        "DataLoader(fetch, max_batch_size=1)",
        GRAPHQL,
    ),
    "rows are read again one by one": (
        "app/repositories/paging.py",
        r"(    more = len\(rows\) > listing\.limit\n)",
        r"\1    for row in rows:\n        await session.refresh(row[0])\n",
        REST,
    ),
}


def test_what_only_ends_or_begins_a_transaction_is_not_counted() -> None:
    assert count(["BEGIN;", "SELECT 1", "rollback", "UPDATE x SET y = 1", "COMMIT"]) == 2


@pytest.mark.proof
@pytest.mark.parametrize("check", [REST, GRAPHQL])
def test_a_printed_backend_sends_as_many_statements_for_many_rows_as_for_one(check: str, tmp_path: Path) -> None:
    print_project("shop", "postgresql", tmp_path)
    outcomes = played_checks("shop", "postgresql", tmp_path, check)
    assert {outcome["status"] for outcome in outcomes} == {"passed"}


@pytest.mark.proof
@pytest.mark.parametrize("fault", FAULTS)
def test_statements_that_grow_with_the_rows_are_found(fault: str, tmp_path: Path) -> None:
    file, pattern, replacement, check = FAULTS[fault]
    print_project("shop", "postgresql", tmp_path)
    plant(tmp_path, file, pattern, replacement)
    outcomes = played_checks("shop", "postgresql", tmp_path, check)
    told = [finding["message"] for outcome in outcomes for finding in outcome["findings"]]
    assert any("statements for" in message for message in told)
