"""The fuzzer against the interpreting backend, sound and with a fault."""

import json
from pathlib import Path

from tests.tools.validators.conformance.backend.server import serving
from tests.tools.validators.conformance.playing import VARIABLES, control_of, ready_backend
from tools.api_generator import openapi_document
from tools.validators.evidence import Evidence
from tools.validators.live.fuzzing.fuzz import REACHED, fuzz
from tools.validators.runtime.workspace import Workspace


def _rows(folder: Path, *faults: str, name: str = "notes") -> dict[str, Evidence]:
    backend = ready_backend(name, faults=frozenset(faults))
    contract = folder / "openapi.json"
    contract.write_text(json.dumps(openapi_document(backend.plan)), encoding="utf-8")
    with serving(backend) as url:
        rows = list(fuzz(backend.plan, Workspace(folder, None), contract, url, VARIABLES, control_of(backend)))
    return {row.subject.partition(" (")[0]: row for row in rows}


def test_a_sound_backend_has_no_findings_and_every_success_is_seen(tmp_path: Path) -> None:
    rows = _rows(tmp_path)
    assert {row.status for row in rows.values()} == {"passed"}
    assert {"run", "not_a_server_error", "response_schema_conformance", "use_after_free", REACHED} <= rows.keys()


def test_requests_that_break_the_contract_and_are_served_are_found(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "takes unknown fields", "longer by one")
    assert rows["run"].status == "passed"
    refused = " ".join(finding.message for finding in rows["negative_data_rejection"].findings)
    assert "unexpected properties" in refused
    assert "maxLength" in refused
    assert rows["response_schema_conformance"].status == "failed"
