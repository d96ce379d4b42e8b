"""Tables as inputs (`in: csv`): what they become, and what is refused."""

from typing import Any

import pytest

from tests.tools.validators.conformance.playing import changed_plan, plan_of
from tools.api_generator.openapi.document import openapi_document
from tools.blueprint.plan.operation import OperationPlan
from tools.code_generator import generate
from tools.errors import BadInput

INPUT = "      - name: contacts\n        in: csv\n"
PHONE = "          - {name: phone, attribute: Contact.phone, nullable: true}\n"


def _operation() -> OperationPlan:
    (found,) = (item for item in plan_of("crm").operations if item.name.snake == "import_contacts")
    return found


def test_a_table_is_a_list_of_objects() -> None:
    body = _operation().body
    assert body is not None
    assert (body.table, body.is_form, body.is_json) == (True, False, False)
    (field,) = body.fields
    assert field.type.items is not None
    assert [member.wire for member in field.type.items.members][:3] == ["lastName", "firstName", "email"]
    codes = {error.code for error in _operation().errors}
    assert codes >= {"malformed", "unsupported_media_type", "payload_too_large", "validation_failed"}


def test_the_contract_tells_the_columns_and_shows_a_table() -> None:
    document: dict[str, Any] = openapi_document(plan_of("crm"))
    content = document["paths"]["/contacts/import"]["post"]["requestBody"]["content"]
    assert list(content) == ["text/csv"]
    told = content["text/csv"]["schema"]["description"]
    assert "up to 500 rows. Columns: `lastName`, `firstName`, `email`. May be left out: `phone`," in told
    names, row, end = content["text/csv"]["example"].split("\r\n")
    assert names == "lastName,firstName,email,phone,position,company,unsubscribed"
    assert (len(row.split(",")), end) == (7, "")
    assert "ImportContactsContactsItem" not in document["components"]["schemas"]


def test_cells_are_read_as_text() -> None:
    files = {artifact.path: artifact.content for artifact in generate(plan_of("crm"))}
    assert "    unsubscribed: BooleanText = False\n" in files["app/schemas/contacts.py"]
    reader = "csv_body(ImportContactsRequest, ImportContactsContactsItem)"
    assert f"Annotated[ImportContactsRequest, {reader}]" in files["app/api/contacts.py"]
    assert "tests/test_csv_bodies.py" in files


def test_only_who_takes_or_writes_tables_has_their_modules() -> None:
    files = {artifact.path for artifact in generate(plan_of("market"))}
    assert not files & {"app/core/csv_bodies.py", "app/core/cells.py", "app/core/csv_tables.py"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({INPUT: f"      - {{name: note, type: string}}\n{INPUT}"}, "holds nothing else"),
        ({PHONE: "          - {name: phone, type: json}\n"}, "is no single value"),
        ({PHONE: "          - {name: phone, type: array, items: string}\n"}, "is no single value"),
        ({"    path: /contacts/import\n": "    path: /contacts/import\n    wrapper: table\n"}, "holds nothing else"),
        ({"    path: /contacts/import\n": "    path: /contacts/import\n    idempotency_key: true\n"}, "holds nothing"),
        ({INPUT: f"{INPUT}        type: string\n        min_length: 3\n"}, "is said of the members, not of the list"),
    ],
)
def test_mistakes_are_refused(changes: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as refused:
        changed_plan("crm", changes)
    assert told in str(refused.value)
    assert refused.value.path


def test_a_table_needs_columns() -> None:
    note = "      - {name: note, attribute: Order.note}\n    steps:\n"
    with pytest.raises(BadInput, match=r"a table .* needs them"):
        changed_plan("orders", {note: "      - {name: note, in: csv}\n    steps:\n"})
