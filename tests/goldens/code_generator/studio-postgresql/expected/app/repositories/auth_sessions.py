"""Store access for sessions and their refresh tokens."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from app.core.database import Session
from app.models import AuthRefreshToken, AuthSession, Person
from app.models.enums import PersonRole

_VIEWERS = select(Person.id, Person.role, AuthSession.id).join(
    AuthSession, AuthSession.account_id == Person.id
)
_VIEWER_OF_SESSION = _VIEWERS.where(
    AuthSession.id == bindparam("session_id"),
    AuthSession.revoked_at.is_(None),
    AuthSession.expires_at > bindparam("moment"),
)


async def insert_session(
    session: Session, *, session_id: UUID, account_id: Any, created_at: datetime, expires_at: datetime
) -> None:
    """Store a new session."""
    values = {"id": session_id, "account_id": account_id, "created_at": created_at, "expires_at": expires_at}
    await session.execute(insert(AuthSession).values(values))


async def insert_token(
    session: Session,
    *,
    token_id: UUID,
    session_id: UUID,
    token_hash: str,
    created_at: datetime,
    expires_at: datetime,
) -> None:
    """Store a refresh token of a session."""
    values = {"id": token_id, "session_id": session_id, "token_hash": token_hash}
    moments = {"created_at": created_at, "expires_at": expires_at}
    await session.execute(insert(AuthRefreshToken).values(values | moments))


async def find_viewer(
    session: Session, session_id: UUID, moment: datetime
) -> tuple[UUID, PersonRole, UUID] | None:
    """Return what is said of the account of an open session, and the session's id."""
    return (await session.execute(_VIEWER_OF_SESSION, {"session_id": session_id, "moment": moment})).first()


async def spend_token(session: Session, token_hash: str, moment: datetime) -> UUID | None:
    """Mark a token as used and return its session's id; None when it is unknown, spent or expired."""
    statement = update(AuthRefreshToken).where(
        AuthRefreshToken.token_hash == token_hash,
        AuthRefreshToken.used_at.is_(None),
        AuthRefreshToken.expires_at > moment,
    )
    statement = statement.values(used_at=moment)
    return await session.scalar(statement.returning(AuthRefreshToken.session_id))


async def extend_session(
    session: Session, session_id: UUID, moment: datetime, expires_at: datetime
) -> AuthSession | None:
    """Let a session last until then and return it; None when it has ended."""
    statement = update(AuthSession).where(
        AuthSession.id == session_id, AuthSession.revoked_at.is_(None), AuthSession.expires_at > moment
    )
    statement = statement.values(expires_at=expires_at)
    return await session.scalar(statement.returning(AuthSession))


async def revoke_session(session: Session, session_id: UUID, moment: datetime) -> None:
    """End a session: none of its tokens is good any more."""
    statement = update(AuthSession).where(AuthSession.id == session_id, AuthSession.revoked_at.is_(None))
    await session.execute(statement.values(revoked_at=moment))


async def revoke_session_of_token(session: Session, token_hash: str, moment: datetime) -> None:
    """End the session that a token, spent or not, belongs to."""
    owner = select(AuthRefreshToken.session_id).where(AuthRefreshToken.token_hash == token_hash)
    statement = update(AuthSession).where(
        AuthSession.id.in_(owner.scalar_subquery()), AuthSession.revoked_at.is_(None)
    )
    await session.execute(statement.values(revoked_at=moment))
