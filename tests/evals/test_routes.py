"""Cases of the routing suites."""

from collections import Counter

import pytest

from agent.task import TaskType
from evals.routes import read_routes

FOLDERS = ("routing", "routing_held_back")


@pytest.mark.parametrize("name", FOLDERS)
def test_every_task_type_is_asked_for(name: str) -> None:
    counts = Counter(item.task for item in read_routes(name))
    assert set(counts) == set(TaskType)
    assert min(counts.values()) >= 3


def test_what_is_learnt_from_is_in_no_suite() -> None:
    taught = read_routes("routing_taught")
    asked = {item.text for name in FOLDERS for item in read_routes(name)}
    assert len({item.id for item in taught}) == len(taught) > 300
    assert not asked & {item.text for item in taught}


def test_a_third_is_held_back_and_nothing_stands_there_twice() -> None:
    tuned, apart = (read_routes(name) for name in FOLDERS)
    assert len(apart) * 3 >= len(tuned) + len(apart) - 3
    texts = [item.text for item in (*tuned, *apart)]
    assert len(set(texts)) == len(texts)
