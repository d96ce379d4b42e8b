"""The rulebook: what each document sets, and what is missing once the document is gone."""

import shutil
from pathlib import Path

import pytest

from knowledge import Library, Rulebook, default_root, load
from knowledge.defaults import CHECKS
from knowledge.lexicon import specificity
from tools.blueprint.model import Api, Attribute, Auth, Entity, Password, Permission


def test_defaults_fit_the_blueprint(library: Library) -> None:
    defaults = Rulebook(library.documents).defaults()
    for group, part in (("api", Api), ("auth", Auth)):
        values = {
            path.split(".")[1]: default.value
            for path, default in defaults.items()
            if path.startswith(f"{group}.") and path.count(".") == 1 and path != "auth.roles"
        }
        assert part.model_validate(values)
    assert Password(min_length=defaults["auth.password.min_length"].value).min_length == 12
    flags = {path.split(".")[1]: item.value for path, item in defaults.items() if path.startswith("entity.")}
    assert Entity.model_validate({"name": "Book", **flags}).optimistic_lock is True
    for path in ("permissions.catalogue", "permissions.owned", "permissions.account"):
        value = defaults[path].value
        assert isinstance(value, dict)
        for action, allow in value.items():
            assert Permission.model_validate({"entity": "Book", "actions": [action], "allow": allow})


def test_every_listed_path_is_set_by_a_document(library: Library) -> None:
    assert set(Rulebook(library.documents).defaults()) | {"attribute_types"} == set(CHECKS)


@pytest.mark.parametrize("document", sorted(item.id for item in load().documents if item.head.rules))
def test_taking_a_document_away_takes_its_rules_and_defaults(tmp_path: Path, document: str) -> None:
    folder = tmp_path / "documents"
    shutil.copytree(default_root(), folder)
    whole = Rulebook(load(folder).documents)
    (folder / f"{document}.md").unlink()
    rest = Rulebook(load(folder).documents)
    gone = {path for path, default in whole.defaults().items() if default.document == document}
    assert set(whole.defaults()) - set(rest.defaults()) == gone
    lost = set(whole.rules()) - set(rest.rules())
    assert lost
    assert {whole.document_of(rule) for rule in lost} == {document}
    assert all(rest.document_of(rule) is None for rule in lost)


@pytest.mark.parametrize(
    ("name", "facets"),
    [
        ("price", {"type": "decimal", "precision": 12, "scale": 2, "minimum": "0"}),
        ("unit_price", {"type": "decimal", "precision": 12, "scale": 2, "minimum": "0"}),
        ("email", {"type": "email", "personal": True}),
        ("phone", {"type": "string", "max_length": 32, "personal": True}),
        ("created_at", {"type": "datetime"}),
        ("due_on", {"type": "date"}),
        ("due_date", {"type": "date"}),
        ("stock", {"type": "int32", "minimum": "0"}),
        ("is_active", {"type": "bool"}),
        ("order_number", {"type": "string", "min_length": 1, "max_length": 64}),
        ("website", {"type": "url"}),
        ("status", {"type": "enum", "values": ["active", "inactive"]}),
        ("tags", {"type": "array", "items": "string", "max_items": 50}),
    ],
)
def test_the_lexicon_knows_usual_names(library: Library, name: str, facets: dict[str, object]) -> None:
    match = Rulebook(library.documents).attribute(name)
    assert match is not None
    assert dict(match.facets) == facets
    assert Attribute.model_validate({"name": name, **match.facets}).name == name


def test_the_lexicon_admits_what_it_does_not_know(library: Library) -> None:
    rulebook = Rulebook(library.documents)
    assert rulebook.attribute("zorp") is None
    assert rulebook.attribute("password") is None
    assert rulebook.attribute("pricey") is None


def test_every_lexicon_entry_makes_a_valid_attribute(library: Library) -> None:
    rulebook = Rulebook(library.documents)
    names = {
        term.replace("*_", "x_").replace("_*", "_x")
        for document in library.documents
        for rule in document.head.rules
        for entry in rule.defaults.get("attribute_types", ())  # type: ignore[union-attr]
        for term in entry["names"]  # type: ignore[index,call-overload]
    }
    assert len(names) > 200
    for name in sorted(names):
        match = rulebook.attribute(name)
        assert match is not None
        Attribute.model_validate({"name": name, **match.facets})


def test_more_specific_terms_win() -> None:
    assert specificity("tax_rate", "import_tax_rate") > specificity("rate", "import_tax_rate") > 0
    assert specificity("date", "mandate") == 0
    assert specificity("*_at", "at") == specificity("is_*", "is") == 0


def test_documents_of_rules(library: Library) -> None:
    rulebook = Rulebook(library.documents)
    assert rulebook.documents_of(["indexes.keyset", "indexes.foreign-keys", "no.such", "money.decimal"]) == (
        "indexes",
        "money",
    )
    assert rulebook.document_of("no.such") is None
    assert rulebook.rule("no.such") is None
