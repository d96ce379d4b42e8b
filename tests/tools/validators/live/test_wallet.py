"""Wallets that pay one another all at once: nothing is lost, made or owed, and no request is turned away."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.tools.validators.live.calling import Client, at_once, calling
from tests.tools.validators.live.printed import plant, print_project

HOLDERS, TRANSFERS, STOCK = 4, 100, 30
AMOUNT = "7.50"
ORDERED = r"    await session\.execute\(statement\.order_by\(Wallet\.id\)\.with_for_update\(\)\)\n"
ONE_BY_ONE = """\
    import asyncio
    for key in (source_id, target_id):
        await session.execute(select(Wallet.id).where(Wallet.id == key).with_for_update())
        await asyncio.sleep(0.2)
"""
"""As the caller names them: two transfers the other way round are sure to wait for each other."""
LOCKED = r"    await wallet_store\.lock_wallets\(session, source_id=id, target_id=data\.target_id\)\n"
PAYING = r"    source = await wallet_store\.update_source\("
SLOWLY = "    import asyncio\n    await asyncio.sleep(0.2)\n"
"""Between the look at the balances and the change of them."""


class _Wallets:
    """A wallet of each of some holders, with money in it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.admin = client.admin()
        currency = client.made("/currencies", {"code": "EUR", "name": "Euro"}, self.admin)["id"]
        self.holders = [client.account(f"holder{number}") for number in range(HOLDERS)]
        body = {"name": "Purse", "currency_id": currency}
        self.keys = [client.made("/wallets", body, token)["id"] for token in self.holders]
        for key in self.keys:
            client.made(f"/wallets/{key}/deposits", {"amount": f"{STOCK}.00"}, self.admin)

    def pay(self, number: int) -> int:
        """The status of a transfer: each pair of wallets pays in both directions."""
        source = number % HOLDERS
        target = (source + 1 + number // HOLDERS % (HOLDERS - 1)) % HOLDERS
        body = {"target_id": self.keys[target], "amount": AMOUNT}
        return self.client.send("POST", f"/wallets/{self.keys[source]}/transfers", body, self.holders[source])[0]

    def cards(self) -> list[dict[str, Any]]:
        return [self.client.send("GET", f"/wallets/{key}/card", token=self.admin)[1] for key in self.keys]


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_balances_are_the_sums_of_their_entries(datastore: str, tmp_path: Path) -> None:
    print_project("wallet", datastore, tmp_path)
    with calling("wallet", datastore, tmp_path) as client:
        wallets = _Wallets(client)
        statuses = at_once(wallets.pay, range(TRANSFERS))
        assert set(statuses) <= {201, 409}
        cards = wallets.cards()
        assert [card["booked"] for card in cards] == [card["balance"] for card in cards]
        assert all(Decimal(card["balance"]) >= 0 for card in cards)
        assert sum(Decimal(card["balance"]) for card in cards) == HOLDERS * STOCK
        # One deposit each, and two entries of each transfer that went through.
        assert sum(card["entries"] for card in cards) == HOLDERS + 2 * statuses.count(201)
        assert statuses.count(201) >= STOCK // Decimal(AMOUNT)


@pytest.mark.proof
@pytest.mark.parametrize("datastore", ["postgresql", "sqlite"])
def test_a_wallet_is_paid_from_by_its_holder_alone(datastore: str, tmp_path: Path) -> None:
    print_project("wallet", datastore, tmp_path)
    with calling("wallet", datastore, tmp_path) as client:
        wallets = _Wallets(client)
        path, body = f"/wallets/{wallets.keys[0]}/transfers", {"target_id": wallets.keys[1], "amount": AMOUNT}
        assert client.send("POST", path, body, wallets.holders[1])[0] == 404
        assert client.send("POST", path, body, wallets.admin)[0] == 404
        paid = client.made(path, body, wallets.holders[0])
        entry = client.send("GET", f"/wallets/{wallets.keys[1]}/statement", token=wallets.holders[1])[1]["items"][0]
        assert (entry["kind"], entry["amount"], entry["transfer_id"]) == ("received", AMOUNT, paid["id"])
        assert client.send("GET", f"/transfers/{paid['id']}", token=wallets.holders[1])[0] == 404
        later = f"?created_at_gte={entry['created_at']}&kind=deposit"
        found = client.send("GET", f"/wallets/{wallets.keys[1]}/statement{later}", token=wallets.holders[1])[1]
        assert found["items"] == []


@pytest.mark.proof
@pytest.mark.parametrize(("attempts", "wanted"), [(4, [201, 201]), (1, [201, 503])])
def test_a_transfer_that_the_store_ends_for_another_one_is_made_again(
    attempts: int, wanted: list[int], tmp_path: Path
) -> None:
    print_project("wallet", "postgresql", tmp_path)
    plant(tmp_path, "app/repositories/wallets.py", ORDERED, ONE_BY_ONE)
    plant(tmp_path, "app/core/retries.py", r"ATTEMPTS = 4", f"ATTEMPTS = {attempts}")
    with calling("wallet", "postgresql", tmp_path) as client:
        wallets = _Wallets(client)

        def pay(source: int) -> int:
            body = {"target_id": wallets.keys[1 - source], "amount": AMOUNT}
            return client.send("POST", f"/wallets/{wallets.keys[source]}/transfers", body, wallets.holders[source])[0]

        assert at_once(pay, (0, 1)) == wanted


@pytest.mark.proof
def test_without_the_locks_money_is_lost(tmp_path: Path) -> None:
    print_project("wallet", "postgresql", tmp_path)
    plant(tmp_path, "app/services/wallets.py", LOCKED, "")
    plant(tmp_path, "app/services/wallets.py", PAYING, rf"{SLOWLY}\g<0>")
    with calling("wallet", "postgresql", tmp_path) as client:
        wallets = _Wallets(client)
        at_once(wallets.pay, range(TRANSFERS))
        cards = wallets.cards()
        assert [card["booked"] for card in cards] != [card["balance"] for card in cards]
