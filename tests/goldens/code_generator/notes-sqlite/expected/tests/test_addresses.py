"""Whose address counts."""

from ipaddress import ip_network

import pytest
from starlette.requests import Request

from app.core.addresses import client_address

_TRUSTED = (ip_network("10.0.0.0/8"),)


def _request(peer: str, forwarded: str | None) -> Request:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded is not None else []
    return Request({"type": "http", "headers": headers, "client": (peer, 1)})


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", None, "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.7, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
    ],
)
def test_believes_trusted_proxies_only(peer: str, forwarded: str | None, address: str) -> None:
    assert client_address(_request(peer, forwarded), _TRUSTED) == address
