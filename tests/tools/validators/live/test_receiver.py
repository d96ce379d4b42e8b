"""Whoever is told of events, in the live proof."""

import hashlib
import hmac
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tools.validators.live.receiver import Receiver


def _send(receiver: Receiver, body: bytes, secret: str) -> int:
    digest = hmac.digest(secret.encode(), b"1.2." + body, hashlib.sha256)
    headers = {"Webhook-Id": "1", "Webhook-Timestamp": "2", "Content-Type": "application/json",
               "Webhook-Signature": f"v1,{b64encode(digest).decode()}"}  # fmt: skip
    with urlopen(Request(receiver.settings["EVENTS_URL"], body, headers)) as answer:  # noqa: S310
        return int(answer.status)


def test_it_tells_what_it_got_and_whether_it_was_signed() -> None:
    with Receiver() as receiver:
        assert _send(receiver, b'{"id": "a"}', receiver.secret) == 204
        assert _send(receiver, b"no event", "another secret") == 204
        told = receiver.told()
    assert [(item["signed"], item["event"]) for item in told] == [
        (True, {"id": "a"}),
        (False, {"unreadable": "no event"}),
    ]


def test_it_refuses_as_often_as_it_is_told_to() -> None:
    with Receiver() as receiver:
        receiver.refuse(1)
        with ThreadPoolExecutor(1) as pool:
            sending = pool.submit(_send, receiver, b"{}", receiver.secret)
            assert receiver.refused()
            assert not sending.done()
            with pytest.raises(HTTPError, match="503"):
                sending.result()
        assert receiver.told() == []
        assert _send(receiver, b"{}", receiver.secret) == 204


def _ask(receiver: Receiver, call: str, body: bytes = b"{}") -> tuple[int, bytes]:
    headers = {"Authorization": f"Bearer {receiver.secret}", "Idempotency-Key": "the key"}
    try:
        with urlopen(Request(f"{receiver.settings['OUTSIDE_TILL_URL']}/{call}", body, headers)) as answer:  # noqa: S310
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()


def test_services_answer_as_usual_unless_told_otherwise() -> None:
    with Receiver({"till/charge": {"good": True}}) as receiver:
        assert _ask(receiver, "charge", b'{"amount": 3}') == (200, b'{"good": true}')
        receiver.answer("till/charge", None)
        assert _ask(receiver, "charge") == (200, b"no JSON")
        receiver.answer("till/charge", {}, 503)
        assert _ask(receiver, "charge") == (503, b"{}")
        receiver.as_usual()
        assert _ask(receiver, "charge") == (200, b'{"good": true}')
        first = receiver.questions()[0]
    assert first == {"call": "till/charge", "key": "the key", "authorized": True, "question": {"amount": 3}}


def test_answers_are_kept_back_until_they_are_let_go() -> None:
    with Receiver({"till/charge": {"good": True}}) as receiver, ThreadPoolExecutor(1) as pool:
        receiver.holding.hold("till/charge", 60)
        asked = pool.submit(_ask, receiver, "charge")
        while not receiver.questions():
            assert not asked.done()
        assert not asked.done()
        assert receiver.holding.release("till/charge")
        assert asked.result() == (200, b'{"good": true}')
        assert _ask(receiver, "charge")[0] == 200


def test_no_answer_is_kept_back_for_ever() -> None:
    with Receiver({"till/charge": {"good": True}}) as receiver:
        receiver.holding.hold("till/charge", 0)
        assert _ask(receiver, "charge") == (200, b'{"good": true}')
        assert not receiver.holding.release("till/charge")
