"""Answers that are written as tables or documents."""

from typing import Any

import pytest

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.api_generator.openapi.document import openapi_document
from tools.errors import BadInput

EXPORT = "    response: {value: page, view: ContactRow, media: csv}\n"


def test_the_contract_tells_what_is_written() -> None:
    crm: dict[str, Any] = openapi_document(plan_of("crm"))
    answer = crm["paths"]["/contacts.csv"]["get"]["responses"]["200"]
    assert answer["content"] == {"text/csv": {"schema": {"type": "string"}}}
    assert "Link" in answer["headers"]
    handbook: dict[str, Any] = openapi_document(plan_of("handbook"))
    shown = handbook["paths"]["/site/{slug}"]["get"]["responses"]["200"]
    assert shown["content"] == {"text/html": {"schema": {"type": "string"}}}
    assert "Link" not in shown.get("headers", {})


def test_whoever_asks_for_a_table_takes_it() -> None:
    (export,) = (item for item in plan_of("crm").operations if item.name.snake == "export_contacts")
    assert not export.negotiates


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("crm", {EXPORT: EXPORT.replace("ContactRow", "ContactLine")}, "a cell of a table holds one"),
        ("crm", {EXPORT: EXPORT.replace("media", "wrapper: contacts, media")}, "names members of JSON"),
        ("crm", {EXPORT: f"    idempotency_key: true\n{EXPORT}"}, "Only JSON is kept"),
        ("crm", {"    response: {status: 204}\n": "    response: {status: 204, media: html}\n"}, "No empty answer"),
        ("handbook", {"view: PageSheet, media: html": "view: PageSheet, media: csv"}, "No object can be"),
        ("shortlinks", {"    response: {value: result}\n  - name: count_daily_clicks": (
            "    response: {value: result, media: html}\n  - name: count_daily_clicks")}, "No aggregate"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_so(name: str, changes: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        changed_plan(name, changes)
    assert told in caught.value.message
    assert caught.value.hint
