"""Asks a model to reword what the planner could not place; the planner then reads the new words.

The model writes plain sentences, nothing else: it has no tools, and its words count only where the plan that
they give keeps everything that the person's own words gave, access rules above all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from agent.model.port import Message, ModelFailed, ModelPort
from agent.planner.draft import Draft
from agent.ports import Planner
from agent.task import Request
from prompts import render
from tools.blueprint.document import to_data
from tools.errors import AgentError

MAX_CALLS = 1
MAX_LINES = 20
MAX_CHARACTERS = 4_000
_KEPT = ("auth", "roles", "permissions", "api")


@dataclass(frozen=True, slots=True)
class Rephrased:
    """The better draft, or the old one, and what asking cost."""

    draft: Draft
    notices: tuple[str, ...]
    spend: dict[str, int]


def rephrased(
    model: ModelPort,
    planner: Planner,
    request: Request,
    draft: Draft,
    passages: Sequence[Mapping[str, Any]],
) -> Rephrased:
    """The draft of the reworded request where it places more and changes nothing that stood."""
    spend = {"calls": 0, "tokens": 0}
    try:
        system, user = (
            render(name, request=request.text, unplaced=draft.unplaced, passages=passages)
            for name in ("rephrase.system", "rephrase.user")
        )
        spend["calls"] = MAX_CALLS
        reply = model.complete([Message("system", system), Message("user", user)])
        spend["tokens"] = reply.tokens
        lines = _sentences(reply.text)
        better = planner(request.model_copy(update={"text": "\n".join([request.text, *lines])}))
        _refuse_losses(draft, better)
    except ModelFailed as error:
        return Rephrased(draft, (f"The plan was made without a language model. {error}",), spend)
    except AgentError as error:
        return Rephrased(draft, (f"The language model's wording was not used. {error}",), spend)
    told = [f"Worded by the language model {model.name}: {line}" for line in lines]
    unplaced = tuple(item for item in better.unplaced if item in draft.unplaced)
    update = {"assumptions": (*better.assumptions, *told), "unplaced": unplaced}
    return Rephrased(better.model_copy(update=update), (), spend)


def _sentences(text: str) -> list[str]:
    lines = [line.strip(" -*•\t").rstrip(".") for line in text[:MAX_CHARACTERS].splitlines()]
    found = [f"{line}." for line in lines if line and line.isprintable()][:MAX_LINES]
    if not found:
        raise ModelFailed("The model's answer holds no sentences.", hint="Try another model.")
    return found


def _refuse_losses(old: Draft, new: Draft) -> None:
    before, after = to_data(old.blueprint), to_data(new.blueprint)
    for part in _KEPT:
        if before.get(part) != after.get(part):
            raise AgentError(f"It would change `{part}`.", hint="Only the person's own words may.")
    entities = {entity["name"]: entity for entity in after.get("entities", [])}
    for entity in before.get("entities", []):
        same = entities.get(entity["name"])
        names = {item["name"] for item in (same or {}).get("attributes", [])}
        if same is None or not {item["name"] for item in entity.get("attributes", [])} <= names:
            raise AgentError(f"It would lose part of {entity['name']}.", hint="Nothing found may go.")
    if len([item for item in new.unplaced if item in old.unplaced]) >= len(old.unplaced):
        raise AgentError("It places nothing more.", hint="Say it in other words.")
