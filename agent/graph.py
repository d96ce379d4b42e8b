"""Wires the nodes, and does nothing else."""

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.types import Checkpointer

from agent.context import Context
from agent.nodes.answer import answer
from agent.nodes.clarify import clarify
from agent.nodes.confirm import confirm
from agent.nodes.deliver import deliver
from agent.nodes.generate import generate
from agent.nodes.ground import ground
from agent.nodes.intake import intake
from agent.nodes.interpret import interpret
from agent.nodes.plan import plan
from agent.nodes.repair import repair
from agent.nodes.revise import revise
from agent.nodes.validate import validate
from agent.routes import (
    after_clarify,
    after_confirm,
    after_generate,
    after_intake,
    after_interpret,
    after_plan,
    after_repair,
    after_revise,
    after_validate,
)
from agent.state import RunInput, RunOutput, State

Graph = CompiledStateGraph[State, Context, RunInput, RunOutput]


def build(checkpointer: Checkpointer = None) -> Graph:
    """The compiled graph; a run that is to be resumed, or to ask, needs a checkpointer."""
    builder = StateGraph(State, context_schema=Context, input_schema=RunInput, output_schema=RunOutput)
    planning = (ground, plan, clarify)
    chatting = (interpret, revise, confirm, answer)
    for node in (intake, *planning, *chatting, generate, validate, repair, deliver):
        builder.add_node(node)
    builder.add_edge(START, "intake")
    builder.add_conditional_edges("intake", after_intake)
    builder.add_edge("ground", "plan")
    builder.add_conditional_edges("plan", after_plan, ["clarify", "generate", "deliver"])
    builder.add_conditional_edges("clarify", after_clarify)
    builder.add_conditional_edges("interpret", after_interpret)
    builder.add_conditional_edges("revise", after_revise, ["confirm", "answer", "generate", "deliver"])
    builder.add_conditional_edges("confirm", after_confirm, ["interpret", "answer", "generate", "deliver"])
    builder.add_edge("answer", END)
    builder.add_conditional_edges("generate", after_generate)
    builder.add_conditional_edges("validate", after_validate)
    builder.add_conditional_edges("repair", after_repair, ["generate", "deliver"])
    builder.add_edge("deliver", END)
    return builder.compile(checkpointer=checkpointer, name="backend_engineer")


graph = build()
