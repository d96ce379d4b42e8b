"""The schema of an error body in the shape that the contract shows."""

from tools.api_generator.openapi.schemas import Schema
from tools.blueprint.plan.failures import ByField, Constant, Each, ErrorForm, Members, Told


def shape_schema(form: ErrorForm) -> Schema:
    """The JSON Schema of a form; every member is always there."""
    match form:
        case Constant(value):
            return {"const": value}
        case Told(alone="status"):
            return {"type": "integer", "minimum": 400, "maximum": 599}
        case Told():
            return {"type": "string"} if form.slots else {"const": form.pieces[0]}
        case Members(members):
            return {
                "type": "object",
                "properties": {name: shape_schema(member) for name, member in members},
                "required": [name for name, _ in members],
                "additionalProperties": False,
            }
        case Each(item):
            return {"type": "array", "items": shape_schema(item)}
        case ByField(item, many):
            text = shape_schema(item)
            told: Schema = {"type": "array", "items": text, "minItems": 1} if many else text
            return {"type": "object", "additionalProperties": told}
    raise TypeError(f"{type(form).__name__} is no form of an error")
