"""Routes of notes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.api.dependencies import Store
from app.core.requests import accepts_json, each_once, json_body, no_query
from app.core.responses import json_response, no_content
from app.core.values import Id
from app.schemas.notes import ListNotesQuery, NoteCreate, NotePage, NoteUpdate, NoteView
from app.services import notes as service

router = APIRouter(prefix="/v1")


@router.get("/notes", dependencies=[Depends(accepts_json), Depends(each_once)])
async def list_notes(store: Store, query: Annotated[ListNotesQuery, Query()]) -> Response:
    """List notes."""
    async with store.statements() as session:
        found = await service.list_notes(session, query)
    return json_response(NotePage.model_validate(found))


@router.post("/notes", status_code=201, dependencies=[Depends(accepts_json), Depends(no_query)])
async def create_note(store: Store, data: Annotated[NoteCreate, json_body(NoteCreate)]) -> Response:
    """Create a new note."""
    async with store.transaction() as session:
        found = await service.create_note(session, data)
    return json_response(NoteView.model_validate(found), 201, Location=f"/v1/notes/{found.id}")


@router.delete("/notes/{id}", status_code=204, dependencies=[Depends(accepts_json), Depends(no_query)])
async def delete_note(store: Store, id: Id) -> Response:
    """Delete one note."""
    async with store.transaction() as session:
        await service.delete_note(session, id)
    return no_content()


@router.get("/notes/{id}", dependencies=[Depends(accepts_json), Depends(no_query)])
async def read_note(store: Store, id: Id) -> Response:
    """Read one note."""
    async with store.statements() as session:
        found = await service.read_note(session, id)
    return json_response(NoteView.model_validate(found))


@router.patch("/notes/{id}", dependencies=[Depends(accepts_json), Depends(no_query)])
async def update_note(store: Store, id: Id, data: Annotated[NoteUpdate, json_body(NoteUpdate)]) -> Response:
    """Change the given fields of one note."""
    async with store.transaction() as session:
        found = await service.update_note(session, id, data)
    return json_response(NoteView.model_validate(found))
