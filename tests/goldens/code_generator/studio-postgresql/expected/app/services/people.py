"""What may happen to people, step by step."""

from uuid import UUID

from app.core import cases
from app.core.config import Settings
from app.core.constraints import refusing
from app.core.database import Session
from app.core.errors import Problem
from app.core.refusals import Refusal
from app.models import Person
from app.repositories import people as person_store
from app.schemas.people import (
    AssignRoleRequest,
    CreateAdminRequest,
    LoginRequest,
    RefreshRequest,
    RegisterRequest,
)
from app.security import sessions
from app.security.passwords import authenticated, hash_password
from app.security.sessions import TokenPair
from app.security.viewer import Viewer

INSERT_PERSON_REFUSALS = (Refusal("people_email_key", "unique", cases.CONFLICT, ("/email",)),)
INSERT_PERSON_FOR_CREATE_ADMIN_REFUSALS = (
    Refusal("people_email_key", "unique", cases.CONFLICT, ("/email",)),
)


async def login(session: Session, settings: Settings, data: LoginRequest) -> TokenPair:
    """Trade login and password for an access and a refresh token."""
    found_person = await person_store.find_person_by_email(session, email=data.email)
    person = await authenticated(session, found_person, data.password, cases.INVALID_CREDENTIALS)
    tokens = await sessions.open_session(session, settings, person.id)
    return tokens


async def logout(session: Session, viewer: Viewer) -> None:
    """End the session; its tokens stop working at once."""
    await sessions.end_session(session, viewer.session_id)


async def read_me(session: Session, viewer: Viewer) -> Person:
    """Read the caller's own account."""
    person = await person_store.find_person(session, viewer_id=viewer.id)
    if person is None:
        raise Problem(cases.NOT_FOUND)
    return person


async def refresh(session: Session, settings: Settings, data: RefreshRequest) -> TokenPair:
    """Trade a refresh token for a new pair; each works once."""
    tokens = await sessions.renew_session(session, settings, data.refresh_token, cases.INVALID_REFRESH_TOKEN)
    return tokens


async def register(session: Session, data: RegisterRequest) -> Person:
    """Register a new person."""
    digest = await hash_password(data.password)
    with refusing(INSERT_PERSON_REFUSALS):
        person = await person_store.insert_person(session, digest=digest, values=data.values(("email",)))
    return person


async def assign_role(session: Session, id: UUID, data: AssignRoleRequest) -> Person:
    """Give one person another role."""
    person = await person_store.find_person_for_assign_role(session, id=id)
    if person is None:
        raise Problem(cases.NOT_FOUND)
    person = await person_store.update_person(session, person_id=person.id, role=data.role)
    if person is None:
        raise Problem(cases.NOT_FOUND)
    return person


async def create_admin(session: Session, data: CreateAdminRequest) -> Person:
    """Create an account with the administrator's role."""
    digest = await hash_password(data.password)
    with refusing(INSERT_PERSON_FOR_CREATE_ADMIN_REFUSALS):
        person = await person_store.insert_person_for_create_admin(
            session, digest=digest, values=data.values(("email",))
        )
    return person
