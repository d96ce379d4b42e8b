"""The address of the client, through proxies that are trusted and no others."""

from ipaddress import IPv4Network, IPv6Network, ip_address

from fastapi import Request

Network = IPv4Network | IPv6Network


def client_address(request: Request, trusted: tuple[Network, ...]) -> str:
    """Return the address of the client.

    It is the peer's, unless the peer is a trusted proxy: then the rightmost address of
    X-Forwarded-For that is not itself a trusted proxy. Anything further left the client may
    have written itself.
    """
    address = request.client.host if request.client else "unknown"
    hops = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
    while hops and _is_trusted(address, trusted):
        try:
            address = str(ip_address(hops.pop().strip()))
        except ValueError:
            break
    return address


def _is_trusted(address: str, trusted: tuple[Network, ...]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted)
