"""Searches in new processes: the first one makes the index that the second one finds."""

from bench.measured.searches import QUERIES
from bench.retrieval import measure


def test_searches_are_measured() -> None:
    found = measure(rounds=1)
    assert found.searches == found.queries == len(set(QUERIES)) == 30
    assert found.documents > 10
    assert 0 < found.p50_ms <= found.p99_ms
    assert found.building_ms > 0
