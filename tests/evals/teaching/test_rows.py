"""What cases say of what evidence weighs."""

from collections import Counter

from evals.cases import Case, May
from evals.teaching.rows import Text, references, things

TEXT = "Each order has order lines and a number. Customers place orders. An invoice is sent every month."


def _text(*entities: str, may: tuple[str, ...] = (), links: tuple[str, ...] = ()) -> Text:
    return Text(Case(id="x", domain="y", text=TEXT, entities=entities, relationships=links, may=May(entities=may)))


def _labels(*entities: str, may: tuple[str, ...] = ()) -> Counter[bool]:
    return Counter(wanted for _, wanted in things(_text(*entities, may=may)))


def test_the_expected_nouns_are_labelled() -> None:
    rows = things(_text("Customer"))
    [customer] = [item for item, wanted in rows if wanted]
    assert customer.evidence.signs["plural"] == 1
    assert [TEXT[start:end] for _, start, end in customer.places[0]] != []


def test_a_part_of_the_name_of_an_entity_is_none_of_its_own() -> None:
    alone, both = _labels("Customer"), _labels("Customer", "OrderLine")
    assert (both[True], both[False]) == (2, alone[False] - 1)


def test_a_part_of_a_name_that_the_case_leaves_open_is_left_out() -> None:
    alone, spared = _labels("Customer"), _labels("Customer", may=("OrderLine",))
    assert spared[False] == alone[False] - 2


def test_a_part_that_is_an_entity_itself_stays() -> None:
    alone, both = _labels("Customer"), _labels("Customer", "Order", "OrderLine")
    assert (both[True], both[False]) == (3, alone[False] - 2)


def test_what_the_case_leaves_open_is_left_out() -> None:
    alone, spared = _labels("Customer"), _labels("Customer", may=("Invoice",))
    assert spared[False] == alone[False] - 1


def test_the_one_way_is_so_and_the_other_is_not() -> None:
    rows = references(_text("Order", "Customer", links=("Order -> Customer",)))
    assert [wanted for _, wanted in rows] == [False, True]
    assert all(len(item.places) == 4 for item, _ in rows)
