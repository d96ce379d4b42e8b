"""Steps become nodes: the compiler from a Blueprint's operation to the lowered form."""

from tools.blueprint.lower.forms import file_answer
from tools.blueprint.lower.step_accounts import AccountSteps
from tools.blueprint.lower.step_base import Lowered
from tools.blueprint.lower.step_flow import FlowSteps
from tools.blueprint.lower.step_outside import OutsideSteps
from tools.blueprint.lower.step_reads import ReadSteps
from tools.blueprint.lower.step_writes import WriteSteps


class StepCompiler(ReadSteps, WriteSteps, FlowSteps, AccountSteps, OutsideSteps):
    """Lowers the steps of one operation; each kind of step has its handler, called like it."""

    def begin(self) -> Lowered:
        """The nodes of the steps alone, where they are the first ones of an operation."""
        self._run(self._source.steps)
        self._flush()
        return self._out

    def compile(self) -> Lowered:
        """All nodes, and what they ask of the request and answer. Raises BadInput, naming the operation."""
        self._run(self._source.steps)
        self._flush()
        path = f"operations.{self._source.name}.response"
        self._out.beside = {name: self._compile(text) for name, text in self._source.response.beside.items()}
        self._flush()
        self._out.file = file_answer(self._source.response, self._compile, path)
        return self._out
