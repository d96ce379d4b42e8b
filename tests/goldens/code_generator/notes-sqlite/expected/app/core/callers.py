"""Tells callers apart, by address: nobody signs in here."""

from fastapi import Request

from app.core.addresses import client_address


def caller_of(request: Request) -> str:
    """Return a stable name for the caller."""
    return address_of(request)


def address_of(request: Request) -> str:
    """Return a name for the address that the caller comes from."""
    return f"address:{client_address(request, request.app.state.settings.trusted_proxies)}"
