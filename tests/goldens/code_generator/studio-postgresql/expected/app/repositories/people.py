"""Store access for people."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from app.core import clock
from app.core.database import Session
from app.core.ids import new_id
from app.models import Person

_FIND_PERSON = select(Person).where(Person.id == bindparam("viewer_id"))


async def find_person(session: Session, *, viewer_id: UUID) -> Person | None:
    """Return a person; None when there is none."""
    return await session.scalar(_FIND_PERSON, {"viewer_id": viewer_id})


_FIND_PERSON_BY_EMAIL = select(Person).where(Person.email == bindparam("email"))


async def find_person_by_email(session: Session, *, email: str) -> Person | None:
    """Return a person; None when there is none."""
    return await session.scalar(_FIND_PERSON_BY_EMAIL, {"email": email})


_FIND_PERSON_FOR_ASSIGN_ROLE = select(Person).where(Person.id == bindparam("id"))


async def find_person_for_assign_role(session: Session, *, id: UUID) -> Person | None:
    """Return a person; None when there is none."""
    return await session.scalar(_FIND_PERSON_FOR_ASSIGN_ROLE, {"id": id})


async def insert_person(session: Session, *, digest: str, values: Mapping[str, Any]) -> Person:
    """Store a person."""
    moment = clock.now()
    statement = insert(Person).values(
        {
            **values,
            "id": new_id(),
            "role": "painter",
            "created_at": moment,
            "updated_at": moment,
            "password_hash": digest,
        }
    )
    return (await session.scalars(statement.returning(Person))).one()


async def insert_person_for_create_admin(
    session: Session, *, digest: str, values: Mapping[str, Any]
) -> Person:
    """Store a person."""
    moment = clock.now()
    statement = insert(Person).values(
        {
            **values,
            "id": new_id(),
            "role": "curator",
            "created_at": moment,
            "updated_at": moment,
            "password_hash": digest,
        }
    )
    return (await session.scalars(statement.returning(Person))).one()


async def update_person(session: Session, *, person_id: UUID, role: str) -> Person | None:
    """Change a person; None when no row met the conditions."""
    statement = update(Person).where(Person.id == person_id)
    statement = statement.values({"updated_at": clock.now(), "role": role})
    return await session.scalar(statement.returning(Person), execution_options={"populate_existing": True})
