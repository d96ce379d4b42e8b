"""What the model has made so far: always a Blueprint that can be built, once there is one."""

from collections.abc import Iterable, Sequence

from agent.model_planner.batch import Asked, Placed, placed
from agent.model_planner.guard import Ground, lines_of, words_of
from agent.model_planner.guard.facts import added
from agent.model_planner.guard.technologies import chooses, named
from agent.model_planner.line import one_line
from agent.model_planner.ports import Ports
from agent.planner.draft import Draft, Question
from agent.task import Request, StackWish
from tools.blueprint.edit.model import Edit
from tools.blueprint.model import Blueprint
from tools.errors import BadInput

MAX_NOTES = 20
MAX_QUESTIONS = 5
_LONGEST_TOLD = 2_000
_MOST_NAMED = 40


class Session:
    """The draft, and the edits that were made to it."""

    def __init__(self, request: Request, draft: Draft, ports: Ports) -> None:
        self.ports = ports
        self.request, self._draft = request, draft
        self._words = words_of(request)
        self._ground = Ground(draft.blueprint, draft.blueprint)
        self._stack = draft.stack
        self._chosen: list[str] = []
        self._notes: dict[str, None] = {}
        self._questions: dict[str, Question] = {}
        self._placed: set[int] = set()

    def edit(self, batch: Sequence[Asked]) -> Placed:
        """Makes what fits of the batch."""
        outcome = placed(self._ground, batch, self._words, lambda blueprint: self.ports.check(blueprint, self._stack))
        self._ground = outcome.ground
        return outcome

    def choose(self, framework: str | None, datastore: str | None, because: str) -> None:
        """Takes another stack. Raises AgentError where nobody asked for it, or where the backend cannot be built so."""
        asked = {"framework": framework, "datastore": datastore}
        present = self._stack.model_dump()
        wanted = {key: value for key, value in asked.items() if value is not None and value != present[key]}
        if not wanted:
            return
        if any(getattr(self.request.stack, key) is not None for key in wanted):
            raise BadInput("The stack was chosen outside of the request.", hint="Leave it out.", code="stack-chosen")
        # The language follows from the framework; the draft's own may be another one.
        stack = StackWish(**{**present, **wanted, **({"language": None} if "framework" in wanted else {})})
        self.ports.check(self._ground.blueprint, stack)
        chosen = [key for key, value in wanted.items() if chooses(self._words, because, key, value)]
        said = " ".join(self._words.pieces)
        # What goes along with a choice may change too, but not what the request itself names.
        if not chosen or any(named(said, key, str(present[key])) for key in wanted if key not in chosen):
            raise BadInput(
                "Another stack than the draft's needs the words that ask for it.",
                hint="Copy at least three words of the request that name it into `because`, or leave the stack out.",
                code="not-asked-for",
            )
        self._stack = stack
        names = ", ".join(f"{key} {value}" for key, value in sorted(wanted.items()))
        self._chosen.append(f"Chosen by the model: {names}, because of the words “{one_line(because)}”.")

    def note(self, assumptions: Iterable[str], phrases: Iterable[int]) -> None:
        """Keeps what the model assumed, and the numbers (from 1) of the phrases that it has found a place for."""
        for text in list(assumptions)[:MAX_NOTES]:
            if one_line(text) and len(self._notes) < MAX_NOTES:
                self._notes.setdefault(f"Assumed by the model: {one_line(text)}")
        self._placed |= {number for number in phrases if 1 <= number <= len(self._draft.unplaced)}

    def ask(self, id: str, text: str, default: str) -> None:
        """Keeps a question. Raises BadInput for one too many."""
        if len(self._questions) >= MAX_QUESTIONS and id not in self._questions:
            raise BadInput(
                f"{MAX_QUESTIONS} questions are enough.", hint="Take the most likely answer.", code="questions"
            )
        if id not in {item.id for item in self._draft.questions}:
            self._questions[id] = Question(id=id, text=one_line(text), default=one_line(default))

    def inspect(self, tool: str) -> Sequence[str]:
        """What is found in what the tool makes of the present Blueprint. Raises AgentError."""
        return self.ports.inspect(tool, self._ground.blueprint, self._stack)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All that were made, in their order."""
        return self._ground.edits

    @property
    def blueprint(self) -> Blueprint:
        """The draft's with these edits."""
        return self._ground.blueprint

    @property
    def stack(self) -> StackWish:
        """The one that is chosen now."""
        return self._stack

    @property
    def unplaced(self) -> tuple[tuple[int, str], ...]:
        """The phrases that have no place yet, with their numbers."""
        return tuple(item for item in enumerate(self._draft.unplaced, start=1) if item[0] not in self._placed)

    def draft(self) -> Draft:
        """The draft as it is now, with all that should be known of how it came to be."""
        away, risks = lines_of(self._ground)
        unplaced = self._draft.unplaced
        assumptions = [f"Placed by the model: {unplaced[number - 1]}" for number in sorted(self._placed)]
        more = added(self._ground.draft, self._ground.blueprint)
        if more:
            rest = f", and {len(more) - _MOST_NAMED} more" if len(more) > _MOST_NAMED else ""
            assumptions.append(f"Added by the model: {', '.join(more[:_MOST_NAMED])}{rest}.")
        assumptions += [*away, *self._chosen, *self._notes]
        # Names and values in them come from a model, too.
        assumptions = [one_line(text, _LONGEST_TOLD) for text in assumptions]
        risks = tuple(one_line(text, _LONGEST_TOLD) for text in risks)
        return self._draft.model_copy(
            update={
                "blueprint": self._ground.blueprint,
                "stack": self._stack,
                "assumptions": tuple(dict.fromkeys([*self._draft.assumptions, *assumptions])),
                "questions": (*self._draft.questions, *self._questions.values()),
                "unplaced": tuple(text for _, text in self.unplaced),
                "risks": tuple(dict.fromkeys([*self._draft.risks, *risks])),
            }
        )
