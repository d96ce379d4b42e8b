"""What the load client is told, and what is read of its answer."""

import json

import pytest

from bench.serving.client import PACKAGES, UNIQUE, Request, reading
from bench.serving.compare import new_product
from tools.errors import CheckFailed
from tools.validators.runtime.node_packages import LOCK, MANIFEST

RESULT = {"2xx": 1200, "non2xx": 0, "errors": 0, "timeouts": 0, "duration": 3.0, "latency": {"p50": 2, "p99": 11}}
HYPERID_LENGTH = 33


def test_rate_and_tail_are_read() -> None:
    assert reading(RESULT) == (400.0, 11.0)


@pytest.mark.parametrize("failure", ["non2xx", "errors", "timeouts"])
def test_a_failed_request_is_no_measurement(failure: str) -> None:
    with pytest.raises(CheckFailed, match=failure):
        reading({**RESULT, failure: 1})


def test_a_body_makes_a_post_with_a_value_that_no_other_request_has() -> None:
    arguments = Request("http://127.0.0.1:1/x", "token", {"sku": UNIQUE}).arguments()
    assert arguments[-1] == "http://127.0.0.1:1/x"
    assert json.loads(arguments[arguments.index("-b") + 1]) == {"sku": "[<id>]"}
    assert {"-I", "POST"} <= set(arguments)


def test_without_a_body_it_is_read() -> None:
    assert not {"-b", "-m", "-I"} & set(Request("http://127.0.0.1:1/x", "token").arguments())


def test_what_stands_for_a_unique_value_fits_the_attribute() -> None:
    body = new_product("x" * HYPERID_LENGTH, "c")
    assert len(str(body["sku"])) <= 40


def test_the_lock_is_that_of_the_manifest() -> None:
    manifest = json.loads((PACKAGES / MANIFEST).read_bytes())
    lock = json.loads((PACKAGES / LOCK).read_bytes())
    assert lock["packages"][""]["dependencies"] == manifest["dependencies"]
