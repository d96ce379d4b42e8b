"""Texts packed for the network."""

from collections import Counter

import numpy as np

from agent.planner.text.encoder.windows import LENGTH
from agent.planner.text.evidence import Evidence, Item
from evals.teaching.documents import PIECES, ROWS, WINDOWS, Document, batches, document, packed
from evals.teaching.rows import Labelled

SIGNS = {model: {"plural": 0, "bias": 1} for model in ROWS}
CLAUSES = (("Boats have a name.", "prose"),)


def _document(rows: int) -> Document:
    item = Item(Evidence(1, Counter({"plural": 1, "rare": 1})), (((0, 0, 5),),))
    return document(Labelled(CLAUSES, "letters many", {"things": [(item, True)] * rows}), SIGNS)


def test_a_document_holds_signs_that_have_a_number_and_pieces_of_names() -> None:
    made = _document(2)
    table = made.tables["things"]
    assert sorted(zip(table.row.tolist(), table.sign.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert made.names == [[2]]
    assert table.slots.tolist() == [[0], [0]]


def test_batches_hold_all_documents_and_no_more_than_they_may() -> None:
    made = [_document(rows) for rows in (700, 100, 50, 900, 10)]
    found = list(batches(made))
    assert [len(batch) for batch in found] == [1, 2, 1, 1]
    assert [one for batch in found for one in batch] == made


def test_a_batch_points_at_its_own_pieces() -> None:
    ids, pieces, names, shares, tables = packed([_document(1), _document(2)], SIGNS, np.random.RandomState(0))
    assert ids.shape == (WINDOWS, LENGTH)
    assert len(pieces) == PIECES
    assert pieces[:2].tolist() == [2, LENGTH + 2]
    assert names[:2].tolist() == [0, 1]
    assert shares.sum() == 2
    signs, slots, wanted, there = tables["things"]
    assert slots[:3].tolist() == [[0], [1], [1]]
    assert (wanted.sum(), there.sum(), signs.sum()) == (3, 3, 6)


def test_rows_beyond_what_a_batch_holds_are_left_out() -> None:
    *_, tables = packed([_document(2 * ROWS["things"])], SIGNS, np.random.RandomState(0))
    assert tables["things"][3].sum() == ROWS["things"]
