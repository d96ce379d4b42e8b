"""What a step sends."""

import pytest

from tools.validators.conformance.runner.steps import Session
from tools.validators.conformance.runner.values import Variables


@pytest.mark.parametrize(
    ("text", "sent"), [("😀", '{"a": "😀"}'.encode()), ("\ud83d", b'{"a": "\\ud83d"}'), ("é", '{"a": "é"}'.encode())]
)
def test_bodies_are_no_longer_than_their_text(text: str, sent: bytes) -> None:
    session = Session("http://127.0.0.1:1", Variables({}), None)
    asked = session.ask({"do": "request", "method": "POST", "path": "/notes", "json": {"a": text}})
    assert asked.content == sent
