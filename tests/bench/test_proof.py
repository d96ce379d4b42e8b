"""The parts of a proof, as its evidence tells them."""

from bench.proof import parts
from tools.validators.evidence import Evidence, Level


def row(level: Level, validator: str, subject: str, milliseconds: int) -> Evidence:
    return Evidence(
        validator=validator, version="1", level=level, subject=subject, status="passed", duration_ms=milliseconds
    )


def test_rows_of_a_part_are_added_up_in_the_order_of_the_proof() -> None:
    rows = [
        row("static", "openapi-spec-validator", "openapi.json", 40),
        row("static", "syntax", "app/main.py", 80),
        row("build", "build", "typecheck", 9_000),
        row("live", "schema", "database/schema.sql", 700),
        row("live", "live", "migrate", 900),
        row("live", "live", "boot", 1_100),
        row("live", "conformance", "filters", 500),
        row("live", "conformance", "sorting", 2_400),
        row("live", "schemathesis", "run", 37_000),
        row("live", "live", "shutdown", 200),
    ]
    assert [(part.name, part.seconds) for part in parts(rows)] == [
        ("static", 0.1),
        ("build: typecheck", 9.0),
        ("live: schema", 0.7),
        ("live: start", 2.0),
        ("live: conformance", 2.9),
        ("live: schemathesis", 37.0),
        ("live: shutdown", 0.2),
    ]
