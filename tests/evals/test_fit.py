"""Weights of evidence: found from rows that a case labels."""

from collections import Counter

from evals.cases import Case, May
from evals.fit import RARE, Row, fit, many_to_many, references, things

TEXT = "Each order has order lines and a number. Customers place orders. An invoice is sent every month."
ROWS: list[list[Row]] = [
    [({"bias": 1.0, "plural": 1.0}, True), ({"bias": 1.0, "unit": 1.0}, False)],
    [({"bias": 1.0, "plural": 1.0, "share": 0.5}, True), ({"bias": 1.0, "unit": 1.0, "share": 0.5}, False)],
    [({"bias": 1.0, "plural": 1.0, "share": 0.2}, True), ({"bias": 1.0}, False)],
    [({"bias": 1.0, "plural": 1.0}, True), ({"bias": 1.0, "unit": 1.0, "share": 0.2}, False)],
]


def _labels(*entities: str, may: tuple[str, ...] = ()) -> Counter[bool]:
    case = Case(id="x", domain="y", text=TEXT, entities=entities, may=May(entities=may))
    return Counter(wanted for _, wanted in things(case))


def test_weights_separate_what_can_be_separated() -> None:
    weights = fit(ROWS)
    for found, wanted in (row for case in ROWS for row in case):
        assert (sum(weights.get(name, 0.0) * value for name, value in found.items()) > 0) is wanted
    assert weights["plural"] > 0 > weights["unit"]


def test_the_same_rows_give_the_same_weights() -> None:
    assert fit(ROWS) == fit(ROWS)


def test_a_sign_that_few_cases_show_has_no_weight() -> None:
    shown: Row = ({"bias": 1.0, "plural": 1.0, "capital": 1.0}, True)
    rare = [[*case, shown, shown] if at < RARE - 1 else case for at, case in enumerate(ROWS)]
    often = [[*case, shown] if at < RARE else case for at, case in enumerate(ROWS)]
    assert "capital" not in fit(rare)
    assert "capital" in fit(often)


def test_the_expected_nouns_are_labelled() -> None:
    case = Case(id="x", domain="y", text=TEXT, entities=("Customer",))
    rows = things(case)
    assert [wanted for _, wanted in rows].count(True) == 1
    assert all(found["bias"] == 1 for found, _ in rows)
    [customer] = [found for found, wanted in rows if wanted]
    assert customer["plural"] == 1


def test_a_part_of_the_name_of_an_entity_is_left_out() -> None:
    alone, both = _labels("Customer"), _labels("Customer", "OrderLine")
    assert (both[True], both[False]) == (2, alone[False] - 2)


def test_a_part_that_is_an_entity_itself_stays() -> None:
    alone, both = _labels("Customer"), _labels("Customer", "Order", "OrderLine")
    assert (both[True], both[False]) == (3, alone[False] - 2)


def test_what_the_case_leaves_open_is_left_out() -> None:
    alone = _labels("Customer")
    assert _labels("Customer", may=("Invoice",)) == alone - Counter([False])
    assert _labels("Customer", may=("OrderLine",)) == alone - Counter([False, False])


def test_each_pair_of_entities_is_labelled() -> None:
    case = Case(
        id="x",
        domain="y",
        text="Customers place orders. Products have many tags, and a tag has many products.",
        entities=("Customer", "Order", "Product", "Tag"),
        relationships=("Order -> Customer", "Tag <-> Product"),
        may=May(relationships=("Customer -> Order", "Order <-> Product")),
    )
    assert Counter(wanted for _, wanted in references(case)) == {True: 1, False: 10}
    assert Counter(wanted for _, wanted in many_to_many(case)) == {True: 1, False: 4}
