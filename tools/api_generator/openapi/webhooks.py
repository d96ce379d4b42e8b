"""Webhooks of the contract: the events that the backend tells others of."""

from typing import Any

from tools.api_generator.openapi.schemas import Schema, answer_schema
from tools.api_generator.openapi.shapes import with_text
from tools.blueprint.plan.render_plan import EventPlan, RenderPlan

CLOUD_EVENT = "application/cloudevents+json"
_TAKEN = "The event is taken; after any other answer, or none, it is sent again later."


def webhooks(plan: RenderPlan) -> dict[str, Any]:
    """Each kind of event, by its type."""
    return {event.type: {"post": _request(event)} for event in plan.events}


def _request(event: EventPlan) -> dict[str, Any]:
    text = "Sent at least once after what it tells of is there for good; `id` tells what was sent before."
    return {
        "operationId": f"told_{event.type}",
        "summary": event.name.title,
        "description": f"{event.description} {text}".strip(),
        "security": [],
        "requestBody": {"required": True, "content": {CLOUD_EVENT: {"schema": _event(event)}}},
        "responses": {"2XX": {"description": _TAKEN}},
    }


def _event(event: EventPlan) -> Schema:
    """A CloudEvent; those who read it ignore members that they do not know."""
    members = {
        field.wire: with_text(answer_schema(field.type, nullable=field.nullable), field.description)
        for field in event.shape.fields
    }
    data = {"type": "object", "properties": members, "required": list(members)}
    properties: dict[str, Schema] = {
        "specversion": {"type": "string", "const": "1.0"},
        "id": {"type": "string", "format": "uuid"},
        "source": {"type": "string", "format": "uri-reference"},
        "type": {"type": "string", "const": event.type},
        "time": {"type": "string", "format": "date-time"},
        "datacontenttype": {"type": "string", "const": "application/json"},
        "data": data,
    }
    return {"type": "object", "properties": properties, "required": list(properties)}
