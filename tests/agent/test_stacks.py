"""A stack is what was asked for, or refused with what there is."""

import pytest

from agent.stacks import choose, parse_stack
from agent.task import StackWish
from tools.errors import BadInput, Unsupported
from tools.packs import registry

FIRST = registry.stacks()[0]


def test_a_wish_that_exists_is_chosen() -> None:
    assert choose(StackWish(framework=FIRST.framework, datastore=FIRST.datastore)) == FIRST


def test_a_language_chooses_its_only_framework() -> None:
    assert choose(StackWish(language=FIRST.language, datastore=FIRST.datastore)).framework == FIRST.framework


@pytest.mark.parametrize(
    "wish",
    [
        StackWish(framework="cobol", datastore=FIRST.datastore),
        StackWish(framework=FIRST.framework, datastore="db2"),
        StackWish(language="cobol", datastore=FIRST.datastore),
        StackWish(framework=FIRST.framework, datastore=FIRST.datastore, language="cobol"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(wish: StackWish) -> None:
    with pytest.raises(Unsupported) as caught:
        choose(wish)
    assert caught.value.supported


@pytest.mark.parametrize("wish", [StackWish(), StackWish(framework=FIRST.framework), StackWish(datastore="x")])
def test_what_nobody_named_is_asked_for(wish: StackWish) -> None:
    with pytest.raises(BadInput) as caught:
        choose(wish)
    assert caught.value.code == "no-stack"


def test_a_typed_stack() -> None:
    assert parse_stack(" A , b ") == StackWish(framework="a", datastore="b")
    assert parse_stack("a") == StackWish(framework="a")


@pytest.mark.parametrize("text", ["", ",", "a,", "a,b,c"])
def test_a_typed_stack_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_stack(text)
