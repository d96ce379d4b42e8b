"""What expressions come to over the rows that a case made."""

import pytest

from tests.tools.validators.conformance.playing import plan_of
from tools.blueprint.plan.operation import ShowRows
from tools.validators.conformance.document import ref
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.world import World

ARTICLE, ANN, BEN = ref("article/id"), ref("ann/id"), ref("ben/id")
ROW = {"id": ARTICLE, "author_id": ANN, "title": "One"}


def _value(world: World, field: str, viewer: dict[str, str] = ANN) -> object:
    operation = next(item for item in plan_of("blog").operations if item.name.snake == "read_card")
    node = next(node for node in operation.nodes if isinstance(node, ShowRows))
    found = next(item for item in node.call.values if item.name == field)
    return world.value(found.value, dict(ROW), {"id": viewer}, node.call.parameters)


def _world() -> World:
    world = World()
    world.add("article", dict(ROW), ARTICLE)
    world.add("user", {"id": ANN, "username": "ann"}, ANN)
    return world


def _comment(world: World, key: str, **values: object) -> None:
    row = {"id": ref(key), "article_id": ARTICLE, "author_id": BEN, "deleted_at": None, "stars": None, **values}
    world.add("comment", row, ref(key))


def test_over_no_rows() -> None:
    world = _world()
    assert [_value(world, name) for name in ("comment_count", "favorited", "best", "stars")] == [0, False, None, 0]


def test_rows_count_that_are_related_and_meet_the_condition() -> None:
    world = _world()
    _comment(world, "first", stars=2)
    _comment(world, "second", stars=5)
    _comment(world, "own", stars=4, author_id=ANN)
    _comment(world, "gone", stars=1, deleted_at="2026-01-01T00:00:00.000Z")
    _comment(world, "elsewhere", stars=3, article_id=ref("other/id"))
    assert [_value(world, name) for name in ("comment_count", "best", "stars")] == [3, 5, 7]


def test_a_link_is_there_once_and_goes() -> None:
    world = _world()
    link = {"article_id": ARTICLE, "user_id": ANN}
    for _ in range(2):
        world.add("article_fans", dict(link))
    assert (_value(world, "favorite_count"), _value(world, "favorited"), _value(world, "favorited", BEN)) == (
        1,
        True,
        False,
    )
    world.remove("article_fans", link)
    assert _value(world, "favorite_count") == 0


def test_what_a_reference_leads_to() -> None:
    assert _value(_world(), "author_name") == "ann"


def test_rows_that_others_may_refer_to_tell_nothing() -> None:
    world = World()
    world.add("article", dict(ROW))
    world.add("user", {"id": ANN})
    for name in ("comment_count", "author_name"):
        with pytest.raises(Unknown):
            _value(world, name)
