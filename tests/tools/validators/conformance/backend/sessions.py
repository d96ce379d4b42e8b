"""Sessions and tokens in memory."""

import base64
import hashlib
import hmac
import json
import secrets
import time
from datetime import timedelta
from typing import Any

from tests.tools.validators.conformance.backend.clock import Clock
from tools.blueprint.plan.carrier import Carrier
from tools.blueprint.plan.operation import IssueSession, OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Sessions:
    def __init__(self, plan: RenderPlan, secret: str, faults: frozenset[str], clock: Clock) -> None:
        self._plan = plan
        self._secret = secret
        self._carrier = plan.auth.carrier if plan.auth is not None else Carrier("bearer", "Bearer")
        self._faults = faults
        self._clock = clock
        self.sessions: dict[str, dict[str, Any]] = {}
        self._refresh: dict[str, dict[str, Any]] = {}
        self._opaque: dict[str, dict[str, Any]] = {}

    def open(self, account: dict[str, Any]) -> dict[str, Any]:
        key = self._plan.table(self._plan.auth.account if self._plan.auth else "").primary_key[0]
        session = {"id": secrets.token_hex(8), "account": account[key], "role": account.get("role"), "live": True}
        self._renew(session)
        self.sessions[session["id"]] = session
        return self._pair(session)

    def _one(self, session: dict[str, Any]) -> dict[str, Any]:
        token = secrets.token_urlsafe(32)
        self._opaque[token] = session
        days = self._plan.auth.session_days if self._plan.auth is not None else None
        ending = {"expires_in": days * 86_400} if days is not None else {}
        return {"access_token": token, "token_type": self._carrier.challenge, **ending}

    def _known(self, token: str) -> dict[str, Any] | None:
        """The live session of an opaque token."""
        if "tokens are looked for" in self._faults:
            token = next((known for known in self._opaque if known.startswith(token[:40])), token)
        session = self._opaque.get(token)
        return session if session is not None and self._lasts(session) else None

    def _renew(self, session: dict[str, Any]) -> None:
        """A session ends so long after its last renewal."""
        auth = self._plan.auth
        days = None if auth is None else auth.refresh_token_days if auth.scheme == "jwt" else auth.session_days
        span = timedelta(days=days) if days is not None and "sessions never end" not in self._faults else None
        session["until"] = self._clock.moment() + span if span is not None else None

    def _lasts(self, session: dict[str, Any]) -> bool:
        over = session["until"] is not None and session["until"] <= self._clock.moment()
        return not over and (session["live"] or "session unchecked" in self._faults)

    def _pair(self, session: dict[str, Any]) -> dict[str, Any]:
        if self._plan.auth is not None and self._plan.auth.scheme == "session":
            return self._one(session)
        moment = int(time.time())
        claims = {
            "sub": str(session["account"]), "sid": session["id"], "iat": moment, "exp": moment + 900,
            "iss": "backend", "aud": "backend", "jti": secrets.token_hex(8),
        }  # fmt: skip
        refresh = secrets.token_urlsafe(32)
        self._refresh[refresh] = {"session": session, "used": False}
        return {
            "access_token": self._signed({"alg": "HS256", "typ": "JWT"}, claims),
            "refresh_token": refresh, "token_type": self._carrier.challenge, "expires_in": 900,
        }  # fmt: skip

    def _signed(self, head: dict[str, Any], claims: dict[str, Any]) -> str:
        unsigned = f"{_packed(json.dumps(head).encode())}.{_packed(json.dumps(claims).encode())}"
        return f"{unsigned}.{_packed(hmac.new(self._secret.encode(), unsigned.encode(), hashlib.sha256).digest())}"

    def end_all_of(self, account: Any) -> None:
        for session in self.sessions.values():
            session["live"] = session["live"] and session["account"] != account

    def rotate(self, token: str, accounts: set[Any]) -> dict[str, Any] | None:
        """A new pair for the token of one of these accounts."""
        found = self._refresh.get(token)
        if found is None or not found["session"]["live"] or not self._lasts(found["session"]):
            return None
        if found["session"]["account"] not in accounts and "deleted accounts refresh" not in self._faults:
            return None
        if found["used"] and "refresh tokens last" not in self._faults:
            if "reuse goes unpunished" not in self._faults:
                found["session"]["live"] = False
            return None
        found["used"] = True
        self._renew(found["session"])
        return self._pair(found["session"])

    def is_foreign(self, method: str, headers: dict[str, str]) -> bool:
        """Whether a page of another site asks for a change with what came by itself."""
        if not self._carrier.by_itself or method == "GET" or "other sites change things" in self._faults:
            return False
        site = headers.get("sec-fetch-site")
        return site not in (None, "same-origin", "none") or (site is None and "origin" in headers)

    def cookie(self, operation: OperationPlan, bound: dict[str, Any]) -> dict[str, str]:
        """The header that keeps the token of a fresh session in a cookie, or takes it away."""
        opened = [node.bind for node in operation.nodes if isinstance(node, IssueSession)]
        if self._carrier.kind != "cookie" or not (opened or operation.intent == "account.logout"):
            return {}
        value, seconds = (bound[opened[0]]["access_token"], 1_209_600) if opened else ("", 0)
        hidden = "" if "scripts read the cookie" in self._faults else "; HttpOnly"
        kept = f"{self._carrier.prefix}{value}; Path=/; Max-Age={seconds}{hidden}; SameSite=Lax; Secure"
        return {"Set-Cookie": kept}

    def sent(self, headers: dict[str, str]) -> str | None:
        """What stands where the contract says that tokens travel."""
        found = headers.get(self._carrier.header.lower())
        if self._carrier.kind == "cookie":
            cookies = (part.strip() for part in (found or "").split(";"))
            return next((part for part in cookies if part.startswith(self._carrier.prefix)), None)
        if found is None and "any header" in self._faults:
            return next((headers[name] for name in ("x-api-key", "authorization") if name in headers), None)
        return found

    def session_of(self, headers: dict[str, str]) -> dict[str, Any] | None:
        """The live session of the token that was sent."""
        value, prefix = self.sent(headers), self._carrier.prefix
        if "any scheme" in self._faults and value is not None:
            value = prefix + value.rpartition(" ")[2]
        if value is None or value[: len(prefix)].lower() != prefix.lower():
            return None
        if "scheme in one case" in self._faults and not value.startswith(prefix):
            return None
        if self._plan.auth is not None and self._plan.auth.scheme == "session":
            return self._known(value[len(prefix) :])
        try:
            head_text, claims_text, signature = value[len(prefix) :].split(".")
            head, claims = json.loads(_unpacked(head_text)), json.loads(_unpacked(claims_text))
            good = hmac.new(self._secret.encode(), f"{head_text}.{claims_text}".encode(), hashlib.sha256).digest()
            same = hmac.compare_digest(good, _unpacked(signature))
        except (ValueError, TypeError):
            return None
        if head.get("alg") == "none" and "takes algorithm none" in self._faults:
            same, head["alg"] = True, "HS256"
        if "signature unchecked" in self._faults:
            same = True
        moment = time.time()
        expired = claims.get("exp", 0) < moment and "tokens never expire" not in self._faults
        early = max(claims.get("nbf", 0), claims.get("iat", 0)) > moment
        foreign = (claims.get("iss"), claims.get("aud")) != ("backend", "backend")
        if not same or head.get("alg") != "HS256" or expired or early or foreign:
            return None
        session = self.sessions.get(str(claims.get("sid")))
        if session is None or str(session["account"]) != claims.get("sub"):
            return None
        return session if self._lasts(session) else None
