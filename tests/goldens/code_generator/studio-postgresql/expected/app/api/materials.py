"""Routes of materials."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.api.dependencies import Store, only_curator, rate_limit
from app.core.requests import accepts_json, each_once, json_body, no_query
from app.core.responses import json_response, no_content
from app.core.retries import transact
from app.core.values import Id
from app.schemas.materials import (
    ListMaterialsQuery,
    MaterialCreate,
    MaterialPage,
    MaterialUpdate,
    MaterialView,
)
from app.services import materials as service

router = APIRouter(prefix="/v1")


@router.get("/materials", dependencies=[Depends(rate_limit), Depends(accepts_json), Depends(each_once)])
async def list_materials(store: Store, query: Annotated[ListMaterialsQuery, Query()]) -> Response:
    """List materials."""
    async with store.statements() as session:
        found = await service.list_materials(session, query)
    return json_response(MaterialPage.model_validate(found))


@router.post(
    "/materials",
    status_code=201,
    dependencies=[Depends(only_curator), Depends(accepts_json), Depends(no_query)],
)
async def create_material(
    store: Store, data: Annotated[MaterialCreate, json_body(MaterialCreate)]
) -> Response:
    """Create a new material."""
    async with store.statements() as session:
        found = await service.create_material(session, data)
    return json_response(MaterialView.model_validate(found), 201, Location=f"/v1/materials/{found.id}")


@router.delete(
    "/materials/{id}",
    status_code=204,
    dependencies=[Depends(only_curator), Depends(accepts_json), Depends(no_query)],
)
async def delete_material(store: Store, id: Id) -> Response:
    """Delete one material."""
    async with store.statements() as session:
        await service.delete_material(session, id)
    return no_content()


@router.get("/materials/{id}", dependencies=[Depends(rate_limit), Depends(accepts_json), Depends(no_query)])
async def read_material(store: Store, id: Id) -> Response:
    """Read one material."""
    async with store.statements() as session:
        found = await service.read_material(session, id)
    return json_response(MaterialView.model_validate(found))


@router.patch(
    "/materials/{id}", dependencies=[Depends(only_curator), Depends(accepts_json), Depends(no_query)]
)
async def update_material(
    store: Store, id: Id, data: Annotated[MaterialUpdate, json_body(MaterialUpdate)]
) -> Response:
    """Change the given fields of one material."""
    found = await transact(store, lambda session: service.update_material(session, id, data))
    return json_response(MaterialView.model_validate(found))
