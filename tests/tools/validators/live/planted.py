"""The committed tables of faults: what is planted in a printed backend, and the check that must find it."""

import re
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from unittest.mock import patch

import yaml
from pydantic import BaseModel, ConfigDict

from tests.tools.validators.live.printed import outcomes_of, plant, print_project
from tools.validators.conformance.runner import Outcome, telling

MIGRATIONS = "migrations/"
TABLES = Path(__file__).with_name("faults")
PATIENCE_SECONDS = 20
FRAMEWORKS = sorted(path.stem for path in TABLES.glob("*.yaml"))


class Planted(BaseModel):
    """One row: `pattern` stands in the printed file, `replacement` stands there instead, `told` in what is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fault: str
    check: str
    blueprint: str
    datastore: str = "sqlite"
    file: str
    pattern: str
    replacement: str = ""
    told: str = ""


@cache
def faults(framework: str) -> tuple[Planted, ...]:
    """The table of a framework."""
    rows = yaml.safe_load((TABLES / f"{framework}.yaml").read_text(encoding="utf-8"))
    return tuple(Planted.model_validate(row) for row in rows)


def is_found(framework: str, row: Planted, folder: Path) -> bool:
    """Whether the check finds the fault in a backend that has it; what comes after is not played."""
    print_project(row.blueprint, row.datastore, folder, framework)
    plant(folder, row.file, row.pattern, row.replacement)
    # A database in a file is made once: that takes longer than what is asked of the backend.
    made_by = framework if row.datastore == "sqlite" and not row.file.startswith(MIGRATIONS) else None
    outcomes = outcomes_of(row.blueprint, row.datastore, folder, row.check, made_by=made_by)
    # One worker alone sends what it has taken within seconds: what has not come by then does not come.
    with patch.object(telling, "PATIENCE_SECONDS", PATIENCE_SECONDS), closing(outcomes):
        return any(re.search(row.told, told) for outcome in outcomes for told in findings(outcome))


def findings(outcome: Outcome) -> Iterator[str]:
    """What a case has found, if it could be played: one that needs what could not be made finds nothing out."""
    if outcome["status"] == "failed" and not outcome["reason"]:
        yield from (item["message"] for item in outcome["findings"])
