"""The hand-written applications do what the generated backends do: the same answers to the same requests."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bench.serving.compare import new_product, requests_to
from bench.serving.handwritten import application, frameworks, lay_out
from bench.serving.pair import GENERATED, HANDWRITTEN, Pair, prepared
from bench.serving.rows import Answer, Seeded, call, seed
from tools.packs import registry
from tools.validators.live.backend import Backend
from tools.validators.runtime.commands import run
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.runtime.workspace import workspace

ROWS = 60
# How they write the kind of a text, and how long a text of their own is, is theirs.
OWN_HEADERS = {"connection", "content-length", "content-type", "date", "keep-alive", "server", "transfer-encoding"}
UNKNOWN = "01890000-0000-7000-8000-0000000fffff"


@dataclass(frozen=True, slots=True)
class Told:
    """An answer without what may differ: its values, and the words of its errors."""

    status: int
    kind: str
    headers: dict[str, str]
    shape: object


def test_every_framework_has_one() -> None:
    assert frameworks() == list(registry.ids("frameworks"))


@pytest.fixture(scope="module", params=frameworks())
def served(request: pytest.FixtureRequest) -> Iterator[tuple[Pair, Seeded]]:
    described = application(request.param)
    with prepared(registry.stack(request.param, described.datastore)) as pair:
        for backend in pair.both.values():
            backend.start({})
        yield pair, seed(pair, ROWS)


def told(answer: Answer) -> Told:
    headers = {name: value for name, value in answer.headers.items() if name not in OWN_HEADERS}
    for name in {"x-request-id", "location"} & set(headers):
        headers[name] = "…"
    return Told(answer.status, answer.headers.get("content-type", "").partition(";")[0], headers, shape(answer.body))


def shape(body: Any) -> object:
    """Names and types of a body; of errors what programs read, which is no sentence."""
    if isinstance(body, dict):
        kept = {name: body[name] for name in ("code", "status", "type", "pointer", "parameter") if name in body}
        return {name: kept.get(name, shape(value)) for name, value in body.items()}
    if isinstance(body, list):
        return [shape(item) for item in body]
    return type(body).__name__


def answers(backend: Backend, seeded: Seeded) -> dict[str, Answer]:
    """The answers to all that is asked, by what it is; no list shows a row that somebody made here."""
    token, base = seeded.token, f"{backend.base_url}/v1/products"
    asked = requests_to(backend.base_url, seeded)
    body = new_product(uuid.uuid4().hex, seeded.category)
    bad = {**body, "name": None, "price": 3, "stock": -1, "status": "sold", "more": True, "description": "x" * 4001}
    return {
        "first page": call(base, token=token),
        "second page": call(asked["list"].url, token=token),
        "last page": call(f"{base}?status=draft&limit=100", token=token),
        "filters": call(f"{base}?status=archived&price_gte=0.05&stock_lte=40", token=token),
        "order": call(f"{base}?status=draft&sort=-price,name&limit=5", token=token),
        "category": call(f"{base}?category_id={seeded.category}&limit=1", token=token),
        "unknown filter": call(f"{base}?colour=red", token=token),
        "bad cursor": call(f"{base}?cursor=abc", token=token),
        "limit too high": call(f"{base}?limit=101", token=token),
        "one": call(asked["read"].url, token=token),
        "one that is known": call(asked["read"].url, token=token, more={"If-None-Match": '"1"'}),
        "one that is not there": call(f"{base}/{UNKNOWN}", token=token),
        "one without a key": call(f"{base}/x", token=token),
        "new": call(base, token=token, body=body),
        "new with the same sku": call(base, token=token, body=body),
        "new without its reference": call(base, token=token, body=new_product(uuid.uuid4().hex, UNKNOWN)),
        "new with everything wrong": call(base, token=token, body=bad),
        "new with little": call(base, token=token, body={"name": "n", "sku": uuid.uuid4().hex, "price": "1"}),
        "new with nothing": call(base, token=token, body={}),
        "without a token": call(base),
        "with a broken token": call(base, token=f"{token}x"),
        "elsewhere": call(f"{base}/x/y", token=token),
        "request id": call(base, token=token, more={"X-Request-ID": "12345678"}),
    }


@pytest.mark.proof
def test_both_answer_alike(served: tuple[Pair, Seeded]) -> None:
    pair, seeded = served
    found = {name: answers(backend, seeded) for name, backend in pair.both.items()}
    differing = {
        name: (told(generated), told(found[HANDWRITTEN][name]))
        for name, generated in found[GENERATED].items()
        if told(generated) != told(found[HANDWRITTEN][name])
    }
    assert differing == {}


@pytest.mark.proof
def test_both_show_the_same_rows_in_the_same_order(served: tuple[Pair, Seeded]) -> None:
    pair, seeded = served
    for query in ("limit=7", "sort=-price,sku&limit=7", "sort=name&status=draft&limit=3"):
        walks = [list(_walk(backend, query, seeded.token)) for backend in pair.both.values()]
        assert walks[0] == walks[1]
        assert len(walks[0]) >= ROWS // 3


def _walk(backend: Backend, query: str, token: str) -> Iterator[object]:
    """All rows that were there before anybody made one, page by page."""
    cursor = ""
    while True:
        page: Any = call(f"{backend.base_url}/v1/products?{query}{cursor}", token=token).body
        yield from (item for item in page["items"] if item["sku"].startswith("SKU-"))
        if page["next_cursor"] is None:
            return
        cursor = f"&cursor={page['next_cursor']}"


@pytest.mark.proof
@pytest.mark.parametrize("framework", frameworks())
def test_its_types_are_right(framework: str) -> None:
    described = application(framework)
    with prepared(registry.stack(framework, described.datastore)) as pair, workspace() as work:
        folder, project = lay_out(work, framework, pair.project)
        home = work.folder("home")
        environment = prepare(project.language, folder).environment(home)
        command = project.commands["typecheck"]
        run(command, cwd=folder, env=environment, user=work.user, timeout_seconds=300).check("The type checker")
