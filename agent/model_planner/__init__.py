"""The planner by tool calls: a language model corrects and completes the embedded planner's draft."""

from agent.model_planner.planner import Modelled, plan_with_model
from agent.model_planner.ports import Ports

__all__ = ["Modelled", "Ports", "plan_with_model"]
