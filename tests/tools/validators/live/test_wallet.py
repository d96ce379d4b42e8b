"""Wallets that pay one another all at once: nothing is lost, made or owed, and no request is turned away."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.tools.validators.live.calling import Client, at_once, calling
from tests.tools.validators.live.printed import print_project

HOLDERS, TRANSFERS, STOCK = 4, 100, 30
AMOUNT = "7.50"
ORDER = r"    await wallet_store\.lock_wallets\(session, source_id=id, target_id=data\.target_id\)\n"
FOUND = r"    if source is None:\n        raise Problem\(cases\.NOT_FOUND\)\n    target = await"
SLOWLY = "    import asyncio\n    await asyncio.sleep(0.05)\n"
"""Between the two finds: transfers that lock one wallet after the other are sure to meet."""


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
