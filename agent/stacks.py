"""From the technologies that a request names to a stack that exists."""

from agent.task import StackWish
from tools.blueprint.plan.render_plan import Stack
from tools.errors import BadInput, Unsupported
from tools.packs import registry


def choose(wish: StackWish) -> Stack:
    """The stack of a wish; Unsupported, with those that exist, for another. Never a neighbour of what was asked."""
    framework, datastore = wish.framework, wish.datastore
    if framework is None and wish.language is not None:
        framework = _of_language(wish.language)
    if framework is None or datastore is None:
        missing = "framework" if framework is None else "datastore"
        raise BadInput(
            f"No {missing} is named, and no knowledge document sets a default.",
            hint=f"Name one of: {', '.join(registry.ids(f'{missing}s'))}.",
            code="no-stack",
        )
    if framework not in registry.ids("frameworks"):
        raise Unsupported("framework", framework, registry.ids("frameworks"))
    if datastore not in registry.ids("datastores"):
        raise Unsupported("datastore", datastore, registry.ids("datastores"))
    stack = registry.stack(framework, datastore)
    if wish.language is not None and wish.language != stack.language:
        raise Unsupported(f"language for {framework}", wish.language, (stack.language,))
    return stack


def parse_stack(text: str) -> StackWish:
    """The wish of `framework,datastore` as typed. Raises BadInput for another form."""
    parts = [part.strip().lower() for part in text.split(",")]
    if len(parts) not in (1, 2) or not all(parts):
        known = " or ".join(f"{stack.framework},{stack.datastore}" for stack in registry.stacks())
        raise BadInput(f"{text[:80]!r} is not a stack.", hint=f"Write {known}.", code="bad-stack")
    return StackWish(framework=parts[0], datastore=parts[1] if len(parts) == 2 else None)


def _of_language(language: str) -> str:
    """The one framework of a language; asking is better than choosing where there are several."""
    known = {name: registry.framework(name).language for name in registry.ids("frameworks")}
    fitting = [name for name, spoken in known.items() if spoken == language]
    if not fitting:
        raise Unsupported("language", language, set(known.values()))
    if len(fitting) > 1:
        raise BadInput(
            f"Several frameworks speak {language}.", hint=f"Name one of: {', '.join(fitting)}.", code="no-stack"
        )
    return fitting[0]
