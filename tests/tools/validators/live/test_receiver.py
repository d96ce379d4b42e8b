"""Whoever is told of events, in the live proof."""

import hashlib
import hmac
from base64 import b64encode
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
        with pytest.raises(HTTPError, match="503"):
            _send(receiver, b"{}", receiver.secret)
        assert receiver.told() == []
        assert _send(receiver, b"{}", receiver.secret) == 204
