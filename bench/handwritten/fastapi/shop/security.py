"""Who is calling: a bearer token, and the session behind it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import jwt
from fastapi import Depends, Request
from sqlalchemy import bindparam, select

from shop.config import Settings
from shop.database import Connection
from shop.problems import Problem
from shop.tables import sessions, users

_CLAIMS = ["iss", "aud", "exp", "iat", "jti", "sub", "sid"]
_ACCOUNT = (
    select(users.c.id, users.c.role)
    .join(sessions, sessions.c.account_id == users.c.id)
    .where(
        sessions.c.id == bindparam("session"),
        sessions.c.revoked_at.is_(None),
        sessions.c.expires_at > bindparam("now"),
    )
)


@dataclass(frozen=True, slots=True)
class Viewer:
    id: UUID
    role: str


def _unauthenticated(detail: str) -> Problem:
    return Problem(401, "unauthenticated", "Not signed in", detail, headers={"WWW-Authenticate": "Bearer"})


async def signed_in(request: Request, connection: Connection) -> Viewer:
    settings: Settings = request.app.state.settings
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise ValueError("no bearer token")
        claims = jwt.decode(
            token.strip(),
            settings.jwt_secret,
            algorithms=["HS256"],
            issuer=settings.jwt_issuer,
            audience=settings.jwt_audience,
            options={"require": _CLAIMS},
        )
        session = UUID(claims["sid"])
    except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
        raise _unauthenticated("Log in and send the access token.") from None
    account = (await connection.execute(_ACCOUNT, {"session": session, "now": datetime.now(UTC)})).first()
    if account is None or str(account.id) != claims["sub"]:
        raise _unauthenticated("This session has ended; log in again.")
    return Viewer(account.id, account.role)


SignedIn = Annotated[Viewer, Depends(signed_in)]
