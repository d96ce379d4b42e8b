"""Views that tell of the caller, beside operations whose caller is nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tools.blueprint.expand.views import plain_name
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Access, Method, Operation, ViewField
from tools.errors import BadInput


@dataclass(frozen=True, slots=True)
class Knowing:
    """What patterns show in the views of entities, as operations of all kinds may show it."""

    index: BlueprintIndex
    fields: Mapping[str, tuple[ViewField, ...]]

    def operations(self, added: Iterable[Operation]) -> list[Operation]:
        """Public reads know who signs in; what else is public shows the columns alone."""
        return [self._known(operation) for operation in added]

    def check_own(self) -> None:
        """Raises BadInput for a public operation of the Blueprint itself that shows what tells of its caller."""
        for operation in self.index.blueprint.operations:
            view = operation.response.view or ""
            name = self._telling(view)
            if operation.access.public and name is not None:
                raise BadInput(
                    f"{operation.name} is for callers without an account, and the view {view} tells of its caller "
                    f"(`{name}`).",
                    hint="Make a read `optional`, ask for an account, or show a view of your own.",
                    path=f"operations.{operation.name}.access",
                )

    def _known(self, operation: Operation) -> Operation:
        view = operation.response.view or ""
        if not operation.access.public or self._telling(view) is None:
            return operation
        if operation.method is Method.GET:
            return operation.model_copy(update={"access": Access(optional=True)})
        plain = operation.response.model_copy(update={"view": plain_name(self.index, view)})
        return operation.model_copy(update={"response": plain})

    def _telling(self, view: str) -> str | None:
        """The field of a view that tells of the caller."""
        return next((item.name for item in self.fields.get(view, ()) if "viewer" in (item.value or "")), None)
