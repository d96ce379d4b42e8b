"""Makes JSON Web Tokens that a server must refuse; the standard library alone."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

DIGESTS = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}


def forged(token: str, change: dict[str, Any], key: str) -> str:
    """The token changed: ``claims`` replaced (numbers with ``relative`` count from now), ``drop``ped, another
    ``alg``, signed with ``key`` unless ``keep_signature``."""
    header, claims, signature = token.split(".")
    head = {**_decoded(header), **({"alg": change["alg"]} if "alg" in change else {})}
    body = {**_decoded(claims), **change.get("claims", {})}
    for name, seconds in change.get("relative", {}).items():
        body[name] = int(time.time()) + seconds
    for name in change.get("drop", []):
        body.pop(name, None)
    unsigned = f"{_encoded(head)}.{_encoded(body)}"
    if change.get("keep_signature"):
        return f"{unsigned}.{signature}"
    digest = DIGESTS.get(head["alg"])
    if digest is None:
        return f"{unsigned}."
    return f"{unsigned}.{_packed(hmac.new(key.encode(), unsigned.encode(), digest).digest())}"


def _decoded(part: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return value


def _encoded(value: dict[str, Any]) -> str:
    return _packed(json.dumps(value, separators=(",", ":")).encode())


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def tampered(token: str, change: str) -> str:
    """The opaque token, changed."""
    other = "A" if token[:1] != "A" else "B"
    return {
        "changed": other + token[1:],
        "cut": token[:-1],
        "longer": f"{token}A",
        "in capitals": token.swapcase(),
        "stored": hashlib.sha256(token.encode()).hexdigest(),
    }[change]
