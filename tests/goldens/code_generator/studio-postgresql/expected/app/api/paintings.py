"""Routes of paintings."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app.api.dependencies import Store, rate_limit, signed_in
from app.core.conditions import etag, if_match, is_unchanged
from app.core.requests import accepts_json, each_once, json_body, no_query
from app.core.responses import json_response, no_content, not_modified
from app.core.values import Id
from app.schemas.materials import PaintingMaterialItemPage
from app.schemas.paintings import (
    LinkPaintingMaterialRequest,
    ListPaintingMaterialsQuery,
    ListPaintingsQuery,
    PaintingCreate,
    PaintingPage,
    PaintingUpdate,
    PaintingView,
    SearchPaintingsQuery,
)
from app.security.viewer import Viewer
from app.services import paintings as service

router = APIRouter(prefix="/v1")


@router.get("/paintings", dependencies=[Depends(rate_limit), Depends(accepts_json), Depends(each_once)])
async def list_paintings(store: Store, query: Annotated[ListPaintingsQuery, Query()]) -> Response:
    """List paintings."""
    async with store.statements() as session:
        found = await service.list_paintings(session, query)
    return json_response(PaintingPage.model_validate(found))


@router.post(
    "/paintings", status_code=201, dependencies=[Depends(signed_in), Depends(accepts_json), Depends(no_query)]
)
async def create_painting(
    store: Store,
    viewer: Annotated[Viewer, Depends(signed_in)],
    data: Annotated[PaintingCreate, json_body(PaintingCreate)],
) -> Response:
    """Create a new painting."""
    async with store.statements() as session:
        found = await service.create_painting(session, viewer, data)
    tag = etag(found.version)
    return json_response(
        PaintingView.model_validate(found), 201, ETag=tag, Location=f"/v1/paintings/{found.id}"
    )


@router.get(
    "/paintings/search", dependencies=[Depends(rate_limit), Depends(accepts_json), Depends(each_once)]
)
async def search_paintings(store: Store, query: Annotated[SearchPaintingsQuery, Query()]) -> Response:
    """Search paintings, best match first."""
    async with store.statements() as session:
        found = await service.search_paintings(session, query)
    return json_response(PaintingPage.model_validate(found))


@router.delete(
    "/paintings/{id}",
    status_code=204,
    dependencies=[Depends(signed_in), Depends(accepts_json), Depends(no_query)],
)
async def delete_painting(
    request: Request, store: Store, viewer: Annotated[Viewer, Depends(signed_in)], id: Id
) -> Response:
    """Delete one painting."""
    async with store.statements() as session:
        await service.delete_painting(session, viewer, id, if_match(request))
    return no_content()


@router.get("/paintings/{id}", dependencies=[Depends(rate_limit), Depends(accepts_json), Depends(no_query)])
async def read_painting(request: Request, store: Store, id: Id) -> Response:
    """Read one painting."""
    async with store.statements() as session:
        found = await service.read_painting(session, id)
    tag = etag(found.version)
    if is_unchanged(request, tag):
        return not_modified(tag)
    return json_response(PaintingView.model_validate(found), ETag=tag)


@router.patch("/paintings/{id}", dependencies=[Depends(signed_in), Depends(accepts_json), Depends(no_query)])
async def update_painting(
    request: Request,
    store: Store,
    viewer: Annotated[Viewer, Depends(signed_in)],
    id: Id,
    data: Annotated[PaintingUpdate, json_body(PaintingUpdate)],
) -> Response:
    """Change the given fields of one painting."""
    async with store.statements() as session:
        found = await service.update_painting(session, viewer, id, data, if_match(request))
    tag = etag(found.version)
    return json_response(PaintingView.model_validate(found), ETag=tag)


@router.get(
    "/paintings/{id}/materials", dependencies=[Depends(rate_limit), Depends(accepts_json), Depends(each_once)]
)
async def list_painting_materials(
    store: Store, id: Id, query: Annotated[ListPaintingMaterialsQuery, Query()]
) -> Response:
    """List the materials of one painting."""
    async with store.statements() as session:
        found = await service.list_painting_materials(session, id, query)
    return json_response(PaintingMaterialItemPage.model_validate(found))


@router.delete(
    "/paintings/{id}/materials/{materialId}",
    status_code=204,
    dependencies=[Depends(signed_in), Depends(accepts_json), Depends(no_query)],
)
async def unlink_painting_material(
    store: Store,
    viewer: Annotated[Viewer, Depends(signed_in)],
    id: Id,
    material_id: Annotated[Id, Path(alias="materialId")],
) -> Response:
    """Remove the link between one painting and one material."""
    async with store.transaction() as session:
        await service.unlink_painting_material(session, viewer, id, material_id)
    return no_content()


@router.put(
    "/paintings/{id}/materials/{materialId}",
    status_code=204,
    dependencies=[Depends(signed_in), Depends(accepts_json), Depends(no_query)],
)
async def link_painting_material(
    store: Store,
    viewer: Annotated[Viewer, Depends(signed_in)],
    id: Id,
    material_id: Annotated[Id, Path(alias="materialId")],
    data: Annotated[LinkPaintingMaterialRequest, json_body(LinkPaintingMaterialRequest)],
) -> Response:
    """Link one material to one painting."""
    async with store.transaction() as session:
        await service.link_painting_material(session, viewer, id, material_id, data)
    return no_content()
