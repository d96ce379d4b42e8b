"""Files: inputs that come as parts of a form, and answers that are bytes."""

from typing import Any

import pytest

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.api_generator.openapi.document import openapi_document
from tools.blueprint.plan.operation import OperationPlan
from tools.errors import BadInput, Unsupported

TITLE = "      - {name: title, attribute: Document.title, required: true}\n"
KIND = "      - {name: kind, attribute: Document.kind, required: true}\n"
ANSWER = "    response: {file: content.data, file_name: document.file_name, media_type: document.media_type}\n"


def _operation(name: str) -> OperationPlan:
    (found,) = (item for item in plan_of("uploads").operations if item.name.snake == name)
    return found


def test_a_file_brings_its_name_and_its_media_type() -> None:
    body = _operation("upload_document").body
    assert body is not None
    assert body.is_form
    told = {field.wire: (field.file.wire, field.file.holds) for field in body.fields if field.file is not None}
    assert told == {
        "file": ("file", "content"),
        "file_name": ("file", "name"),
        "file_media_type": ("file", "media_type"),
    }
    content, _, media_type = body.fields[:3]
    assert (content.type.kind, content.type.max_length) == ("binary", 300_000)
    assert media_type.type.values == ("image/png", "image/jpeg", "application/pdf", "text/plain")


def test_bytes_are_answered_as_they_are() -> None:
    operation = _operation("download_document")
    assert operation.response.form == "file"
    codes = {error.code for error in operation.errors}
    assert "not_acceptable" not in codes
    assert "not_found" in codes


def test_the_contract_shows_a_form_and_bytes() -> None:
    document: dict[str, Any] = openapi_document(plan_of("uploads"))
    content = document["paths"]["/documents"]["post"]["requestBody"]["content"]
    assert content == {
        "multipart/form-data": {
            "schema": {"$ref": "#/components/schemas/UploadDocumentRequest"},
            "encoding": {"file": {"contentType": "image/png, image/jpeg, application/pdf, text/plain"}},
        }
    }
    schema = document["components"]["schemas"]["UploadDocumentRequest"]
    assert list(schema["properties"]) == ["file", "title", "kind"]
    assert schema["properties"]["file"]["format"] == "binary"
    answer = document["paths"]["/documents/{id}/file"]["get"]["responses"]["200"]["content"]
    assert answer == {"*/*": {"schema": {"type": "string", "format": "binary"}}}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({TITLE: f"{TITLE}      - {{name: count, type: int32}}\n"}, "all values are text"),
        ({KIND: f"{KIND}      - {{name: note, nullable: true}}\n"}, "all values are text"),
        ({TITLE: f"{TITLE}      - {{name: other, in: file, attribute: Document.title}}\n"}, "no bytes"),
        ({TITLE: TITLE.replace("required: true", "media_types: [image/png]")}, "only files have"),
        ({"    path: /documents\n": "    path: /documents\n    wrapper: document\n"}, "no `wrapper`"),
        ({"    path: /documents\n": "    path: /documents\n    idempotency_key: true\n"}, "`idempotency_key`"),
        ({ANSWER: "    response: {file: document.title}\n"}, "not binary"),
        ({ANSWER: "    response: {file: content.data, media_type: document.bytes}\n"}, "not enum or string or text"),
        ({ANSWER: "    response: {file: content.data, value: document, view: Document}\n"}, "has `value`"),
        ({ANSWER: "    response: {file_name: document.title}\n"}, "said of no file"),
        ({ANSWER: "    response: {file: content.data, media: csv}\n"}, "a file or has `media`"),
        ({TITLE: f"{TITLE}      - {{name: file_name, in: query}}\n"}, "stands twice"),
    ],
)
def test_what_cannot_be_a_file(changes: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        changed_plan("uploads", changes)
    assert told in caught.value.message
    assert caught.value.hint


def test_sensitive_bytes_are_no_answer() -> None:
    with pytest.raises(BadInput, match="sensitive"):
        changed_plan("uploads", {"{name: data, type: binary,": "{name: data, sensitive: true, type: binary,"})


def test_graphql_refuses_files() -> None:
    with pytest.raises(Unsupported, match="operation with files, documents or lists"):
        changed_plan("uploads", {"api: {": "api: {styles: [rest, graphql], "})
