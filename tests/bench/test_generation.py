"""What the interpreter tells of its imports is taken off the run in which they happened."""

import pytest

from bench.generation import imported
from bench.measured.runs import MARK

LINES = f"""import time: self [us] | cumulative | imported package
import time:       500 |        500 |   _codecs
import time:   1500000 |    1500500 | agent.runs
{MARK} 0
a warning of somebody
import time:    250000 |     250000 |     chromadb
{MARK} 1
import time:      1000 |       1000 | late
"""


def test_imports_are_told_apart_by_run() -> None:
    assert imported(LINES.splitlines()) == pytest.approx((1.5005, 0.25, 0.001))
