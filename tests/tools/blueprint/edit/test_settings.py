"""Settings: by a dotted path, down to the fields that are named."""

from typing import Any

import pytest

from tests.tools.blueprint.edit.bookshop import bookshop, edited, look, put, remove
from tools.blueprint.document import from_data, to_data
from tools.blueprint.edit.settings import setting_names
from tools.errors import BadInput

PAGES = put("setting", "api.pagination", {"default_limit": 5})


@pytest.mark.parametrize(
    ("edits", "path", "expected"),
    [
        ([put("setting", "title", "Shop")], "title", "Shop"),
        ([put("setting", "api.casing", "camel")], "api/casing", "camel"),
        ([PAGES, put("setting", "api.pagination", {"style": "offset"})], "api/pagination/default_limit", 5),
        ([PAGES, put("setting", "api", {"pagination": {"style": "offset"}})], "api/pagination/default_limit", 5),
        ([PAGES, put("setting", "api", {"pagination": None})], "api", None),
        ([PAGES, put("setting", "api.pagination.default_limit")], "api/pagination", None),
        ([PAGES, remove("setting", "api.pagination.default_limit")], "api/pagination", None),
        ([put("setting", "api.rate_limit", {})], "api/rate_limit", {}),
        ([put("setting", "api.rate_limit.requests", 5)], "api/rate_limit/requests", 5),
        ([put("setting", "api.rate_limit.requests", 5), put("setting", "api.rate_limit")], "api", None),
        ([put("setting", "api.styles", ["rest", "graphql"])], "api/styles", ["rest", "graphql"]),
        ([put("setting", "auth.scheme", "session")], "auth/account", "Member"),
        ([put("setting", "auth.session_days")], "auth/session_days", None),
        ([put("setting", "auth.session_days", 3), remove("setting", "auth.session_days")], "auth/session_days", None),
        ([put("setting", "auth.carrier", {"header": "X-Key"}), put("setting", "auth.carrier", {"bearer": "Token"})],
         "auth/carrier", {"bearer": "Token"}),
        ([put("setting", "api.errors.cases.not_found", {"title": "Nope"}),
          put("setting", "api.errors.cases.not_found", {"status": 410})],
         "api/errors/cases/not_found", {"title": "Nope", "status": 410}),
        ([put("setting", "api.errors.cases", {"not_found": {"status": 410}, "forbidden": {"status": 404}}),
          put("setting", "api.errors.cases", {"not_found": None})], "api/errors/cases", {"forbidden": {"status": 404}}),
        ([put("setting", "api.errors.messages.required", "Missing")], "api/errors/messages/required", "Missing"),
        ([put("setting", "api.errors.example", {"a": "{message}"}),
          put("setting", "api.errors.example", {"b": "{message}"})], "api/errors/example", {"b": "{message}"}),
        ([put("setting", "auth", {"password": {"min_length": 9}}), put("setting", "auth.password.needs", ["digit"])],
         "auth/password", {"min_length": 9, "needs": ["digit"]}),
        ([put("setting", "non_functionals.availability", "99.9 %")], "non_functionals/availability", "99.9 %"),
    ],
)  # fmt: skip
def test_a_setting_is_what_was_said_last(edits: list[dict[str, Any]], path: str, expected: Any) -> None:
    assert look(edited(bookshop(), *edits), path) == expected


def test_a_session_without_an_end_is_said_by_null_and_taken_back_by_removing() -> None:
    endless = edited(bookshop(), put("setting", "auth.session_days"))
    assert endless.auth.session_days is None
    assert "session_days" in to_data(endless)["auth"]
    assert edited(endless, remove("setting", "auth.session_days")) == bookshop()


@pytest.mark.parametrize(
    ("edit", "path", "said"),
    [
        (put("setting", "api.pagination.styel", "offset"), "name", "api.pagination.style"),
        (put("setting", "entities", []), "name", "title"),
        (put("setting", "api.casing.deep", 1), "name", "api.casing"),
        (put("setting", "", 1) | {"name": "."}, "name", "api"),
        (put("setting", "auth.carrier.cookie", "x"), "name", "auth.carrier"),
        (put("setting", "api.pagination.style", "pages"), "value", "cursor"),
        (put("setting", "api", {"pagination": {"style": "pages"}}), "value.pagination.style", "cursor"),
        (put("setting", "api", {"pages": 3}), "value.pages", "Extra"),
        (put("setting", "api", 3), "value", "valid dictionary"),
        (put("setting", "name"), "name", "no default"),
        (remove("setting", "name"), "name", "no default"),
        (remove("setting", "api.pages"), "name", "api.version"),
    ],
)  # fmt: skip
def test_what_is_no_setting_or_no_value_is_told(edit: dict[str, Any], path: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), edit)
    assert refused.value.path == f"edits[0].{path}"
    assert said in str(refused.value)


def test_every_setting_that_is_named_can_be_set_back() -> None:
    for name in setting_names():
        if name != "name":
            made = edited(from_data({"name": "x"}), remove("setting", name))
            assert made == from_data({"name": "x"})
