"""document: YAML and JSON in, the same Blueprint out; anything else is refused with the place."""

import json
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.blueprint.strategies import blueprints
from tests.tools.blueprint.test_resolve import EXAMPLES
from tools.blueprint.document import dump, from_data, json_schema, load
from tools.errors import BadInput


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_survive_a_round_trip_and_fit_the_published_schema(path: Any) -> None:
    blueprint = load(path.read_bytes())
    assert load(dump(blueprint)) == blueprint
    assert load(json.dumps(yaml.safe_load(path.read_text()))) == blueprint
    jsonschema.Draft202012Validator(json_schema()).validate(yaml.safe_load(path.read_text()))


@settings(max_examples=50)
@given(blueprints())
def test_any_blueprint_fits_the_published_schema(data: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(yaml.safe_load(dump(from_data(data))))


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_noise_is_refused_and_never_crashes(raw: bytes) -> None:
    with pytest.raises(BadInput):
        load(raw)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mapping"),
        ("[]", "mapping"),
        ("name: [", "no readable YAML"),
        ("a: &x 1\nb: *x", "aliases"),
        ("name: a\nname: b", "stands twice"),
        ("1: 2", "must be text"),
        ("!!python/object/apply:os.system ['true']", "no readable YAML"),
        ("name: shop\nentities: [{name: item}]", r"entities\[0\]\.name"),
        ("name: shop\nentities: [{name: Item, colour: red}]", "colour"),
        ("name: __proto__\nentities: [{name: Item}]", "name"),
        ("{" * 5000, "no readable YAML"),
        ("name: x\nentities: " + "[" * 100 + "]" * 100, "deeply"),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        load(text)


def test_a_huge_document_is_refused_unread() -> None:
    with pytest.raises(BadInput, match="4 MiB"):
        load(b"a" * 10_000_000)


@pytest.mark.parametrize("name", ['User"; DROP TABLE x;--', "../../etc", "Üser", "Usеr", "A" * 300, "user", "", "A B"])
def test_hostile_entity_names_never_get_in(name: str) -> None:
    with pytest.raises(BadInput):
        from_data({"blueprint": 1, "name": "x", "entities": [{"name": name}]})
