"""Carts that are checked out at once: what is sold is what is missing, and an order is made whole or not at all."""

from pathlib import Path
from typing import Any

import pytest

from tests.tools.validators.live.calling import Client, at_once, calling
from tests.tools.validators.live.printed import plant, print_project

STORES = pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
BUYERS, STOCK, PLENTY = 30, 10, 1000
LOCK = r"\.with_for_update\(\)"
SELLING = r"        with refusing\(INSERT_ORDER_LINE_REFUSALS\):\n"
ORDERING = r"    with refusing\(INSERT_ORDER_REFUSALS\):\n        order = "
EMPTIED = r"    await product_tags_store\.remove_product_tags\(.*\n"
SLOWLY = "import asyncio\n{0}await asyncio.sleep(0.2)\n"
"""Between the look at what is left and the change of it."""


def _slowly(depth: int) -> str:
    indent = " " * 4 * depth
    return f"{indent}{SLOWLY.format(indent)}"


class _Market:
    """Two products: of one there is little, of the other there is enough for everybody."""

    def __init__(self, client: Client) -> None:
        self.client, self.admin = client, client.admin()
        for sku, stock in (("little", STOCK), ("enough", PLENTY)):
            body = {"sku": sku, "name": sku, "price": "2.50", "stock": stock}
            client.made("/products", body, self.admin)

    def put(self, token: str, sku: str, quantity: int) -> None:
        assert self.client.send("PUT", f"/cart/{sku}", {"quantity": quantity}, token)[0] == 200

    def check_out(self, token: str) -> tuple[int, Any]:
        return self.client.send("POST", "/orders", {}, token)

    def shelf(self, sku: str) -> dict[str, Any]:
        found: dict[str, Any] = self.client.send("GET", f"/shelf/{sku}", token=self.admin)[1]["product"]
        return found

    def total(self, path: str, token: str) -> int:
        return int(self.client.send("GET", path, token=token)[1]["total"])


def _sold_at_once(client: Client) -> tuple[_Market, dict[str, tuple[int, Any]]]:
    """The answers to all check-outs, by buyer. Half of the carts were filled the other way round."""
    market = _Market(client)
    buyers = [client.account(f"buyer{number}") for number in range(BUYERS)]
    for number, token in enumerate(buyers):
        for sku in ("little", "enough") if number % 2 else ("enough", "little"):
            market.put(token, sku, 1 + number % 3)
    answers: dict[str, tuple[int, Any]] = {}

    def check_out(token: str) -> int:
        answers[token] = market.check_out(token)
        return answers[token][0]

    at_once(check_out, buyers)
    return market, answers


@pytest.mark.proof
@STORES
def test_as_much_is_sold_as_is_missing(datastore: str, tmp_path: Path) -> None:
    print_project("market", datastore, tmp_path)
    with calling("market", datastore, tmp_path) as client:
        market, answers = _sold_at_once(client)
        assert {status for status, _ in answers.values()} == {201, 409}
        receipts = [body for status, body in answers.values() if status == 201]
        sold = sum(receipt["pieces"] for receipt in receipts) // 2
        assert (market.shelf("little")["left"], market.shelf("enough")["left"]) == (STOCK - sold, PLENTY - sold)
        assert [market.shelf(sku)["sold"] for sku in ("little", "enough")] == [len(receipts)] * 2
        assert 0 <= STOCK - sold < 3
        for token, (status, body) in answers.items():
            if status == 201:
                assert (market.total("/cart-lines", token), market.total("/orders", token)) == (0, 1)
                assert [line["place"] for line in body["lines"]] == [0, 1]
            else:
                assert body["code"] == "sold_out"
                assert (market.total("/cart-lines", token), market.total("/orders", token)) == (2, 0)


@pytest.mark.proof
def test_without_the_locks_more_would_be_sold(tmp_path: Path) -> None:
    print_project("market", "postgresql", tmp_path)
    plant(tmp_path, "app/repositories/products.py", LOCK, "")
    plant(tmp_path, "app/services/orders.py", SELLING, rf"{_slowly(2)}\g<0>")
    with calling("market", "postgresql", tmp_path) as client:
        market, answers = _sold_at_once(client)
        pieces = sum(body["pieces"] for status, body in answers.values() if status == 201)
        # It was made first, so that all carts begin with it; whoever changes it keeps the others from the next one.
        assert pieces // 2 > STOCK - market.shelf("little")["left"]


@pytest.mark.proof
@STORES
def test_a_cart_is_ordered_once_and_given_back_once(datastore: str, tmp_path: Path) -> None:
    print_project("market", datastore, tmp_path)
    plant(tmp_path, "app/services/orders.py", ORDERING, rf"{_slowly(1)}\g<0>")
    with calling("market", datastore, tmp_path) as client:
        market, buyer = _Market(client), client.account("buyer")
        for sku, quantity in (("little", STOCK), ("enough", 3)):
            market.put(buyer, sku, quantity)
        statuses = at_once(lambda _: market.check_out(buyer)[0], range(4))
        assert statuses == [201, 409, 409, 409]
        assert (market.shelf("little")["left"], market.shelf("enough")["left"]) == (0, PLENTY - 3)
        assert client.send("GET", "/products?sku=little")[1]["items"][0]["state"] == "sold_out"
        (order,) = client.send("GET", "/orders", token=buyer)[1]["items"]
        path = f"/orders/{order['id']}/cancel"
        assert client.send("POST", path, token=client.account("stranger"))[0] == 404
        assert at_once(lambda _: client.send("POST", path, token=buyer)[0], range(4)) == [200, 409, 409, 409]
        assert (market.shelf("little")["left"], market.shelf("enough")["left"]) == (STOCK, PLENTY)
        assert client.send("GET", "/products?sku=little")[1]["items"][0]["state"] == "on_sale"


def _tagged(client: Client, market: _Market, names: list[str]) -> tuple[int, Any]:
    return client.send("PUT", f"/products/{market.shelf('little')['id']}/tag-names", {"names": names}, market.admin)


@pytest.mark.proof
@STORES
def test_tags_are_those_that_were_given_in_their_order(datastore: str, tmp_path: Path) -> None:
    print_project("market", datastore, tmp_path)
    plant(tmp_path, "app/services/products.py", EMPTIED, rf"\g<0>{_slowly(1)}")
    with calling("market", datastore, tmp_path) as client:
        market = _Market(client)
        for names, shown in (
            (["c", "a", "b"], ["c", "a", "b"]),
            (["x", "c"], ["x", "c"]),
            (["a", "b", "a"], ["b", "a"]),
        ):
            status, body = _tagged(client, market, names)
            assert (status, body["product"]["tagList"]) == (200, shown)
        assert _tagged(client, market, [])[1]["product"]["tagList"] == []
        uses = {tag["name"]: tag["uses"] for tag in client.send("GET", "/tags")[1]["items"]}
        assert uses == {"a": 2, "b": 1, "c": 1, "x": 0}
        given = [["p", "q", "r"], ["r", "q", "p"], ["q", "s"], ["s", "p"]]
        assert set(at_once(lambda names: _tagged(client, market, names)[0], given * 2)) == {200}
        assert market.shelf("little")["tagList"] in given


@pytest.mark.proof
def test_without_the_lock_tags_of_two_would_stay(tmp_path: Path) -> None:
    print_project("market", "postgresql", tmp_path)
    plant(tmp_path, "app/repositories/products.py", LOCK, "")
    plant(tmp_path, "app/services/products.py", EMPTIED, rf"\g<0>{_slowly(1)}")
    with calling("market", "postgresql", tmp_path) as client:
        market = _Market(client)
        assert at_once(lambda names: _tagged(client, market, names)[0], [["a", "b"], ["c", "d"]]) == [200, 200]
        assert len(market.shelf("little")["tagList"]) == 4
