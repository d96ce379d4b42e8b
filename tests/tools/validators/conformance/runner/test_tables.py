"""A table as it is sent."""

import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from tools.validators.conformance.runner.tables import csv_body

CELLS = st.text("ab\u00fc,\"'\r\n", max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_cells_arrive_as_they_are(lines: list[tuple[str, str]]) -> None:
    body = csv_body([list(line) for line in lines])
    assert [tuple(line) for line in csv.reader(StringIO(body.decode(), newline=""))] == lines
