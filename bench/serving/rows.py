"""What is in the database before the load begins, and who calls."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

from bench.serving.pair import Pair

CALLER = {"email": "caller@example.com", "password": "a long enough password"}
SECONDS = 30
PRODUCTS = """
INSERT INTO products (id, name, sku, price, stock, status, description, seller_id, category_id,
                      created_at, updated_at, version)
SELECT ('01890000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Product number ' || n, 'SKU-' || n,
       (n % 10000) / 100.0, n % 500, (ARRAY['draft', 'active', 'archived'])[1 + n % 3],
       CASE WHEN n % 4 > 0 THEN repeat('A product that is described at some length. ', 4) END,
       '{seller}', '{category}', now(), now(), 1
FROM generate_series(1, {rows}) AS n
"""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: object


@dataclass(frozen=True, slots=True)
class Seeded:
    """What requests need to know."""

    token: str
    category: str
    product: str


def call(url: str, *, token: str | None = None, body: object = None, more: Mapping[str, str] | None = None) -> Answer:
    """One request, a POST where it has a JSON body; errors are answers too, and names of headers in small letters."""
    headers = {"Accept": "application/json", **(more or {})}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    data = None
    if body is not None:
        headers["Content-Type"] = "application/json"
        data = json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return _answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return _answer(error.code, error.headers, error.read())


def seed(pair: Pair, rows: int) -> Seeded:
    """Signs in at the generated backend, which runs, and fills the table that is read."""
    base = f"{pair.generated.base_url}/v1"
    account = _made(call(f"{base}/auth/register", body=CALLER))
    token = str(_made(call(f"{base}/auth/login", body=CALLER))["access_token"])
    category = str(_made(call(f"{base}/categories", token=token, body={"name": "Everything"}))["id"])
    # Keys and numbers are ours.
    script = PRODUCTS.format(seller=account["id"], category=category, rows=rows)
    pair.engine.execute(script, "ANALYZE", database=pair.database)
    page = _made(call(f"{base}/products", token=token))
    items = page["items"]
    assert isinstance(items, list)
    return Seeded(token, category, str(items[len(items) // 2]["id"]))


def _made(answer: Answer) -> dict[str, object]:
    assert answer.status in (200, 201), f"{answer.status}: {answer.body}"
    assert isinstance(answer.body, dict)
    return answer.body


def _answer(status: int, headers: Message, content: bytes) -> Answer:
    named = {name.lower(): value for name, value in headers.items()}
    return Answer(status, named, json.loads(content) if content else None)
