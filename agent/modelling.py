"""Asks the run's language model to correct and complete a draft, within the run's budget."""

from collections.abc import Callable, Sequence

from agent.context import Context
from agent.model.budget import Metered
from agent.model.port import ModelPort
from agent.model_planner import Modelled, Ports, plan_with_model
from agent.model_planner.inspection import inspected
from agent.outcome import Spend
from agent.planner.draft import Draft
from agent.stacks import choose
from agent.task import Request, StackWish
from tools.blueprint.model import Blueprint
from tools.blueprint.resolve import resolve

OnSpend = Callable[[Spend], None]


def modelled(
    model: ModelPort, context: Context, request: Request, draft: Draft, excerpts: Sequence[str], on_spend: OnSpend
) -> Modelled:
    """The draft after the model's edits; `on_spend` hears of the cost after each attempt."""

    def check(blueprint: Blueprint, wish: StackWish) -> None:
        resolve(blueprint, choose(wish))

    def search(query: str) -> list[str]:
        try:
            return [passage.excerpt for passage in context.retriever.search(query, context.settings.passages)]
        except Exception:
            # The index is a cache over a database of somebody else's; the plan can be made without it.
            return []

    def inspect(tool: str, blueprint: Blueprint, wish: StackWish) -> list[str]:
        plan = resolve(blueprint, choose(wish))
        return inspected(tool, plan, draft.task_type, context.toolbox, context.prover)

    metered = Metered(model, context.budget, context.prices, on_spend)
    return plan_with_model(metered, request, draft, excerpts, Ports(check, search, inspect))
