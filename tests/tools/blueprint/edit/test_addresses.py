"""Addresses: every part has one of its own, and where there is none of the name the nearest ones are told."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.examples import examples
from tests.tools.blueprint.edit.bookshop import bookshop, edited, rename
from tests.tools.blueprint.operation_strategies import with_operations
from tests.tools.blueprint.strategies import blueprints
from tests.tools.blueprint.test_resolve import EXAMPLES
from tools.blueprint.document import from_data, load
from tools.blueprint.edit import PartKind, names_of, pattern_name
from tools.blueprint.model import Blueprint
from tools.blueprint.model.patterns import PATTERNS
from tools.errors import BadInput


def _unique(blueprint: Blueprint) -> None:
    for kind in PartKind:
        names = names_of(blueprint, kind)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_two_parts_of_an_example_have_one_address(path: Path) -> None:
    _unique(load(path.read_bytes()))


@settings(max_examples=examples(25), suppress_health_check=list(HealthCheck), deadline=None)
@given(blueprints().flatmap(with_operations))
def test_no_two_parts_have_one_address(data: dict[str, Any]) -> None:
    _unique(from_data(data))


NAMED = {
    "transition Order.status ship": {"transition": "Order.status", "name": "ship", "from": ["paid"], "to": "shipped"},
    "toggle Article.fans like": {"toggle": "Article.fans", "name": "like"},
    "feed Article feed": {"feed": "Article", "of": "author.followers"},
    "counter Link.clicks visit": {"counter": "Link.clicks", "name": "visit"},
    "claim Seat.holder claim": {"claim": "Seat.holder", "name": "claim"},
    "stock Product.stock buy": {"stock": "Product.stock", "name": "buy"},
    "transfer Wallet.balance send": {"transfer": "Wallet.balance", "name": "send"},
    "redeem Invitation.code redeem": {"redeem": "Invitation.code", "name": "redeem", "stamp": "used_at"},
    "reset PasswordReset.digest reset_password": {"reset": "PasswordReset.digest", "name": "reset_password"},
    "confirm EmailCheck.digest verify": {"confirm": "EmailCheck.digest", "name": "verify", "mark": "verified"},
    "history Page": {"history": "Page", "versions": "PageVersion"},
    "related Article.tags related": {"related": "Article.tags"},
    "ensure Tag.label ensure": {"ensure": "Tag.label", "name": "ensure"},
    "ordered Card.position move": {"ordered": "Card.position", "name": "move", "within": "list"},
    "trash Note trash": {"trash": "Note"},
    "trash Note": {"trash": "Note", "name": None},
    "sign_up Organization sign_up": {"sign_up": "Organization"},
    "bulk Task import": {"bulk": "Task", "create": "import", "delete": "drop"},
    "bulk Task drop": {"bulk": "Task", "delete": "drop"},
}


def test_patterns_of_all_kinds_have_an_address() -> None:
    blueprint = from_data({"name": "x", "patterns": list(NAMED.values())})
    assert [pattern_name(pattern) for pattern in blueprint.patterns] == list(NAMED)
    assert {name.partition(" ")[0] for name in NAMED} == set(PATTERNS)


def test_what_is_called_alike_comes_first() -> None:
    with pytest.raises(BadInput) as refused:
        edited(bookshop(), rename("attribute", "Review.star", "x"))
    assert refused.value.hint.startswith("There is: Review.stars,")
    assert refused.value.path == "edits[0].name"


def test_an_error_is_one_short_line() -> None:
    many = from_data({"name": "x", "entities": [{"name": f"E{number}"} for number in range(500)]})
    with pytest.raises(BadInput) as refused:
        edited(many, rename("entity", "a\n\x1b[31m" + "b" * 300, "X"))
    assert "\n" not in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert refused.value.hint.endswith("and 480 more.")
