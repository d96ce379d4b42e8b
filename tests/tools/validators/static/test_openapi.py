import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tools.api_generator.plans import example_plan
from tools.api_generator import openapi_document
from tools.validators.static.openapi import CONTRACT, VALIDATOR, document_findings, example_findings

Document = dict[str, Any]


@pytest.fixture(scope="module")
def sound() -> Document:
    return openapi_document(example_plan("notes"))


def _dangling(document: Document) -> None:
    del document["components"]["schemas"]["Note"]


def _external(document: Document) -> None:
    document["components"]["schemas"]["Note"] = {"$ref": "https://example.com/note.json"}


def _twice(document: Document) -> None:
    document["paths"]["/notes"]["get"]["operationId"] = "create_note"


def _no_responses(document: Document) -> None:
    document["paths"]["/notes"]["get"]["responses"] = {"200": {}}


def _undeclared_path_parameter(document: Document) -> None:
    document["paths"]["/notes/{id}"]["get"]["parameters"] = []


def _wrong_type(document: Document) -> None:
    document["components"]["schemas"]["Note"]["type"] = "objekt"


def _old_version(document: Document) -> None:
    document["openapi"] = "3.0.3"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (_dangling, "dangling-reference"),
        (_external, "external-reference"),
        (_twice, "operation-id"),
        (_no_responses, "specification"),
        (_undeclared_path_parameter, "specification"),
        (_wrong_type, "specification"),
        (_old_version, "version"),
    ],
)
def test_a_planted_fault_is_found(sound: Document, fault: Callable[[Document], None], code: str) -> None:
    document = copy.deepcopy(sound)
    fault(document)
    assert code in {finding.code for finding in document_findings(document)}


def test_an_example_that_breaks_its_schema_is_found_with_its_place(sound: Document) -> None:
    document = copy.deepcopy(sound)
    content = document["paths"]["/notes/{id}"]["get"]["responses"]["200"]["content"]["application/json"]
    content["example"]["pinned"] = "yes"
    (finding,) = example_findings(document)
    assert finding.where.endswith("application~1json/example/pinned")


def test_rows_of_a_sound_and_of_a_missing_and_of_a_broken_contract(tmp_path: Path, sound: Document) -> None:
    assert {row.status for row in VALIDATOR.run(tmp_path, {})} == {"not_applicable"}
    (tmp_path / CONTRACT).write_text(json.dumps(sound), encoding="utf-8")
    assert [row.status for row in VALIDATOR.run(tmp_path, {})] == ["passed", "passed"]
    (tmp_path / CONTRACT).write_text("{", encoding="utf-8")
    assert [row.status for row in VALIDATOR.run(tmp_path, {})] == ["failed"]
    (tmp_path / CONTRACT).write_text("[]", encoding="utf-8")
    assert [row.status for row in VALIDATOR.run(tmp_path, {})] == ["failed", "skipped"]
