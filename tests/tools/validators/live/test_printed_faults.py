"""Faults planted in printed backends of each framework: every check of the suite finds one, and none without them."""

from pathlib import Path

import pytest
import yaml

from tests.tools.validators.conformance.playing import compiled
from tests.tools.validators.live.planted import FRAMEWORKS, Planted, faults, is_found
from tests.tools.validators.live.printed import played_checks, print_project

COUNTS = Path(__file__).parents[1] / "conformance" / "counts.yaml"
PLANTED = [(framework, row) for framework in FRAMEWORKS for row in faults(framework)]
BOOTED = list(dict.fromkeys((framework, row.blueprint, row.datastore) for framework, row in PLANTED))


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_each_check_has_a_fault(framework: str) -> None:
    counted = {check for checks in yaml.safe_load(COUNTS.read_text(encoding="utf-8")).values() for check in checks}
    # What the loss of a server does is asked where there is one.
    of_servers = {case["check"] for case in compiled("notes", "postgresql")["cases"]}
    assert {row.check for row in faults(framework)} == counted | of_servers


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_fault_stands_twice(framework: str) -> None:
    names = [(row.check, row.fault) for row in faults(framework)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("framework", "row"), PLANTED, ids=[f"{framework}: {row.check}: {row.fault}" for framework, row in PLANTED]
)
def test_the_check_finds_the_fault(framework: str, row: Planted, tmp_path: Path) -> None:
    assert is_found(framework, row, tmp_path)


@pytest.mark.proof
@pytest.mark.parametrize(("framework", "name", "datastore"), BOOTED)
def test_without_faults_nothing_is_found(framework: str, name: str, datastore: str, tmp_path: Path) -> None:
    rows = [row for row in faults(framework) if (row.blueprint, row.datastore) == (name, datastore)]
    print_project(name, datastore, tmp_path, framework)
    outcomes = played_checks(name, datastore, tmp_path, *{row.check for row in rows})
    assert [outcome for outcome in outcomes if outcome["status"] != "passed"] == []
