"""The settings module: what the settings are called, of which type they are, and how each is read."""

from collections.abc import Sequence

from tools.blueprint.names import camel
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, docstring
from tools.packs.languages.typescript.literals import literal, number, record
from tools.packs.settings import Kind, Setting

_PATH = "src/core/config.ts"
_ENVIRONMENT = "src/core/environment.ts"
_READERS: dict[Kind, str] = {
    "whole": "whole", "number": "fraction", "text": "text", "flag": "flag", "secret": "secret", "origins": "list",
    "networks": "list",
}  # fmt: skip
_TYPES: dict[Kind, str] = {
    "whole": "number", "number": "number", "text": "string", "flag": "boolean", "secret": "Secret",
    "origins": "readonly string[]", "networks": "readonly Network[]",
}  # fmt: skip
_ORIGIN = """function readOrigin(origin: string): string {
  if (!origin.includes('://') || origin.endsWith('/')) {
    throw new Error('each origin is scheme://host[:port], without a trailing slash');
  }
  return origin;
}"""
_LENGTH = """function atLeast(count: number): (value: string) => void {
  return (value) => {
    if (Array.from(value).length < count) {
      throw new Error(`Must have ${count} characters at least.`);
    }
  };
}"""
_BYTES = """function filled(count: number): (value: string) => void {
  return (value) => {
    if (Buffer.byteLength(value.trim()) < count) {
      throw new Error(`needs at least ${count} bytes that are not blank`);
    }
  };
}"""


def setting_name(name: str) -> str:
    """What a setting is called in the program: `database_pool_size` → `databasePoolSize`."""
    return camel(name)


def configuration_context(settings: Sequence[Setting], url_example: str) -> dict[str, object]:
    """What the template of `src/core/config.ts` places."""
    imports = Imports(_PATH)
    imports.add("zod", "z")
    imports.type(_ENVIRONMENT, "Environment")
    imports.add(_ENVIRONMENT, "processEnvironment", "withoutEmpty")
    imports.add("src/core/database.ts", "checkAddress")
    url = Setting("database_url", "secret", f"Where the database is: `{url_example}`.", required=True)
    printer = _Printer(imports)
    members, readers, values = [], [], []
    for item in (url, *settings):
        name = setting_name(item.name)
        members += [docstring(item.description, 1), f"{INDENT}readonly {name}: {printer.type(item)};"]
        reader = f"{imports.name(_ENVIRONMENT, 'secret')}(checkAddress)" if item is url else printer.reader(item)
        readers.append(f"{INDENT * 2}{item.variable}: {reader},")
        values.append(f"{INDENT * 2}{name}: found.{item.variable},")
    schema = [
        "const variables = z",
        f"{INDENT}.object({{", *readers, f"{INDENT}}})",
        f"{INDENT}.transform((found): Settings => ({{", *values, f"{INDENT}}}));",
    ]  # fmt: skip
    return {
        "imports": imports.render(),
        "fields": "\n".join(members),
        "schema": "\n".join(schema),
        "checks": "\n\n".join(text for text in printer.checks.values()),
    }


class _Printer:
    """Prints types and readers of settings, and keeps the functions that they use."""

    def __init__(self, imports: Imports) -> None:
        self._imports = imports
        self.checks: dict[str, str] = {}

    def type(self, item: Setting) -> str:
        if item.kind == "secret":
            self._imports.type("src/core/secret.ts", "Secret")
        if item.kind == "networks":
            self._imports.type("src/core/addresses.ts", "Network")
        return f"{_TYPES[item.kind]}{' | null' if item.optional else ''}"

    def reader(self, item: Setting) -> str:
        name = self._imports.name(_ENVIRONMENT, _READERS[item.kind])
        read = f"{name}({self._argument(item)}){'.nullable()' if item.optional else ''}"
        if item.required:
            return read
        default = "[]" if item.kind in ("origins", "networks") else _default(item.default)
        return f"{read}.default({default})"

    def _argument(self, item: Setting) -> str:
        match item.kind:
            case "origins":
                self.checks["origins"] = _ORIGIN
                return "readOrigin"
            case "networks":
                return self._imports.name("src/core/networks.ts", "readNetwork")
            case "secret" if item.min_bytes is not None:
                self.checks["bytes"] = _BYTES
                return f"filled({item.min_bytes})"
            case "secret" if item.min_length is not None:
                self.checks["length"] = _LENGTH
                return f"atLeast({item.min_length})"
            case "text" if item.pattern is not None:
                slash = item.pattern.replace("/", "\\/")
                return record([("pattern", f"/{slash}/")])
            case "whole" | "number":
                bounds = [(name, value) for name, value in (("min", item.low), ("max", item.high)) if value is not None]
                return record([(name, number(value)) for name, value in bounds]) if bounds else ""
        return ""


def _default(value: int | str | bool | None) -> str:
    return number(value) if isinstance(value, int) and not isinstance(value, bool) else literal(value)
