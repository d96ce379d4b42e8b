"""Routes of people."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.api.dependencies import Configuration, Store, auth_rate_limit, only_curator, signed_in
from app.core.requests import accepts_json, json_body, no_query
from app.core.responses import json_response, no_content
from app.core.values import Id
from app.schemas.people import AssignRoleRequest, LoginRequest, PersonView, RefreshRequest, RegisterRequest
from app.schemas.tokens import TokenView
from app.security.viewer import Viewer
from app.services import people as service

router = APIRouter(prefix="/v1")


@router.post("/auth/login", dependencies=[Depends(auth_rate_limit), Depends(accepts_json), Depends(no_query)])
async def login(
    store: Store, settings: Configuration, data: Annotated[LoginRequest, json_body(LoginRequest)]
) -> Response:
    """Trade login and password for an access and a refresh token."""
    async with store.transaction() as session:
        found = await service.login(session, settings, data)
    return json_response(TokenView.model_validate(found))


@router.post(
    "/auth/logout",
    status_code=204,
    dependencies=[Depends(signed_in), Depends(accepts_json), Depends(no_query)],
)
async def logout(store: Store, viewer: Annotated[Viewer, Depends(signed_in)]) -> Response:
    """End the session; its tokens stop working at once."""
    async with store.transaction() as session:
        await service.logout(session, viewer)
    return no_content()


@router.get("/auth/me", dependencies=[Depends(signed_in), Depends(accepts_json), Depends(no_query)])
async def read_me(store: Store, viewer: Annotated[Viewer, Depends(signed_in)]) -> Response:
    """Read the caller's own account."""
    async with store.statements() as session:
        found = await service.read_me(session, viewer)
    return json_response(PersonView.model_validate(found))


@router.post(
    "/auth/refresh", dependencies=[Depends(auth_rate_limit), Depends(accepts_json), Depends(no_query)]
)
async def refresh(
    store: Store, settings: Configuration, data: Annotated[RefreshRequest, json_body(RefreshRequest)]
) -> Response:
    """Trade a refresh token for a new pair; each works once."""
    async with store.transaction() as session:
        found = await service.refresh(session, settings, data)
    return json_response(TokenView.model_validate(found))


@router.post(
    "/auth/register",
    status_code=201,
    dependencies=[Depends(auth_rate_limit), Depends(accepts_json), Depends(no_query)],
)
async def register(store: Store, data: Annotated[RegisterRequest, json_body(RegisterRequest)]) -> Response:
    """Register a new person."""
    async with store.statements() as session:
        found = await service.register(session, data)
    return json_response(PersonView.model_validate(found), 201)


@router.put(
    "/people/{id}/role", dependencies=[Depends(only_curator), Depends(accepts_json), Depends(no_query)]
)
async def assign_role(
    store: Store, id: Id, data: Annotated[AssignRoleRequest, json_body(AssignRoleRequest)]
) -> Response:
    """Give one person another role."""
    async with store.statements() as session:
        found = await service.assign_role(session, id, data)
    return json_response(PersonView.model_validate(found))
