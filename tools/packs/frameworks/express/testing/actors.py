"""Prints `tests/support/actors.ts`: the accounts that call the API in tests."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Shape
from tools.blueprint.plan.tokens import token_members
from tools.packs.frameworks.express.carriers import keeps_cookies, printed_credentials
from tools.packs.frameworks.express.fields import const
from tools.packs.frameworks.express.host import function_name
from tools.packs.frameworks.express.testing.printing import ACTORS, CLIENT, asked
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import INDENT, assignment, docstring, exploded, module, returned
from tools.packs.languages.typescript.literals import key, literal, member, text
from tools.packs.languages.typescript.modules import module_file
from tools.packs.testing.actors import (
    PASSWORD,
    account_values,
    command_of,
    login_of,
    login_wire,
    operation_of,
    password_of,
)  # fmt: skip

_INTERFACE = """/** Headers of those who call: `member` and `other` are plain accounts. */
export interface Actors {
  readonly member: Sent;
  readonly other: Sent;
  readonly admin: Sent;
}"""
_NOBODY = """export const NOBODY: Actors = { member: {}, other: {}, admin: {} };"""
_CREDENTIALS = """/** Return the header that carries login and password. */
export function credentials(login: string, password = PASSWORD): Sent {
  return { Authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}` };
}"""


def actors_module(plan: RenderPlan) -> str:
    """The accounts, how they register and sign in, and the headers that they send."""
    imports = Imports(ACTORS)
    imports.type(CLIENT, "Sent")
    if plan.auth is None or not needed(plan):
        return module("Who calls the API in tests: nobody signs in here.", imports.render(), _INTERFACE, _NOBODY)
    return _Actors(plan, plan.auth.has_sessions, imports).printed()


def needed(plan: RenderPlan) -> list[str]:
    """What signing everybody in takes: the client, the store, or nothing where nobody can sign in."""
    if plan.auth is None:
        return []
    register, command = operation_of(plan, "account.register"), command_of(plan)
    asks = register is not None or (command is not None and plan.auth.has_sessions)
    return [*(["client"] if asks else []), *(["store"] if command is not None else [])]


class _Actors:
    """Prints the accounts of one plan."""

    def __init__(self, plan: RenderPlan, has_sessions: bool, imports: Imports) -> None:
        self.plan = plan
        self.has_sessions = has_sessions
        self.imports = imports

    def printed(self) -> str:
        """The module."""
        plan = self.plan
        register, command = operation_of(plan, "account.register"), command_of(plan)
        constants = assignment("PASSWORD", text(password_of(plan)), keyword="export const ")
        blocks, lines, made = [_INTERFACE], [], dict[str, str]()
        if register is not None:
            self.imports.type(CLIENT, "Answer", "Client", "Row")
            accounts = [literal(account_values(register, number)) for number in range(3)]
            constants.append(exploded("export const ACCOUNTS: readonly Row[] = [", accounts, "];"))
            blocks += [self._address(), self._register(register), *self._signing_in()]
            lines += ["await register(client, 0);", "await register(client, 1);"]
            shown = "await headersOf(client, {})" if self.has_sessions else "credentials(address({}))"
            made |= {"member": shown.format(0), "other": shown.format(1)}
        if command is not None and command.body is not None:
            constants += assignment("ADMIN", literal(account_values(command, 7)))
            blocks += [] if register is not None or self.has_sessions else [_CREDENTIALS]
            blocks.append(self._admin(command, command.body))
            made["admin"] = f"await adminHeaders({'client, store' if self.has_sessions else 'store'})"
        lines += [f"const {name} = {value};" for name, value in made.items()]
        fallback = "member" if "member" in made else "admin"
        given = [name if name in made else f"{name}: {fallback}" for name in ("member", "other", "admin")]
        lines.append(f"return {{ {', '.join(given)} }};")
        parameters = ", ".join(f"{name}: {self._type(name)}" for name in needed(plan))
        everybody = [
            docstring("Make the accounts and sign them in."),
            f"export async function signEverybodyIn({parameters}): Promise<Actors> {{",
            *(f"{INDENT}{line}" for line in lines),
            "}",
        ]
        blocks.append("\n".join(everybody))
        return module("Who calls the API in tests.", self.imports.render(), "\n".join(constants), *blocks)

    def _type(self, name: str) -> str:
        if name == "client":
            return self.imports.type_name(CLIENT, "Client")
        return self.imports.type_name("src/core/database.ts", "Database")

    def _signing_in(self) -> list[str]:
        """How actors come by the headers that they send."""
        if not self.has_sessions:
            return [_CREDENTIALS]
        return [self._log_in(login_of(self.plan)), self._headers()]

    def _address(self) -> str:
        return "\n".join(
            [
                docstring("Return what an account signs in with."),
                "export function address(number: number): string {",
                f"{INDENT}return String(ACCOUNTS[number]?{_optional(login_wire(self.plan))});",
                "}",
            ]
        )

    def _register(self, register: OperationPlan) -> str:
        body = _enveloped(register, f"{{ ...ACCOUNTS[number], {PASSWORD}: PASSWORD }}")
        return "\n".join(
            [
                docstring("Make an account."),
                "export async function register(client: Client, number: number): Promise<Answer> {",
                *returned(self._posted(register, body)),
                "}",
            ]
        )

    def _log_in(self, login: OperationPlan) -> str:
        body = f"{{ {key(login_wire(self.plan))}: address(number), {PASSWORD}: PASSWORD }}"
        return "\n".join(
            [
                docstring("Sign in and return the tokens."),
                "export async function logIn(client: Client, number: number): Promise<Row> {",
                *assignment("answer", self._posted(login, _enveloped(login, body)), 1),
                f"{INDENT}return answer.{self._given()};",
                "}",
            ]
        )

    def _headers(self) -> str:
        return "\n".join(
            [
                "async function headersOf(client: Client, number: number): Promise<Sent> {",
                f"{INDENT}const tokens = await logIn(client, number);",
                *returned(self._credentials()),
                "}",
            ]
        )

    def _admin(self, command: OperationPlan, body: Shape) -> str:
        group = next(group for group in self.plan.groups if command in group.commands)
        schema = self.imports.name(f"src/schemas/{module_file(group.name)}.ts", const(body.name))
        self.imports.add("src/core/validation.ts", "checked")
        self.imports.module(f"src/services/{module_file(group.name)}.ts", "service")
        made = [
            *assignment("data", f"checked({schema}, {{ ...ADMIN, {PASSWORD}: PASSWORD }}, 'body')", 1),
            f"{INDENT}await store.transaction((session) => service.{function_name(command)}(session, {{ data }}));",
        ]
        wire = login_wire(self.plan)
        if not self.has_sessions:
            shown = f"{INDENT}return credentials(ADMIN{member(wire)});"
            return "\n".join(
                [f"async function adminHeaders(store: {self._type('store')}): Promise<Sent> {{", *made, shown, "}"]
            )
        login = login_of(self.plan)
        sent = _enveloped(login, f"{{ {key(wire)}: ADMIN{member(wire)}, {PASSWORD}: PASSWORD }}")
        parameters = f"client: {self._type('client')}, store: {self._type('store')}"
        return "\n".join(
            [
                f"async function adminHeaders({parameters}): Promise<Sent> {{",
                *made,
                *assignment("answer", self._posted(login, sent), 1),
                f"{INDENT}const tokens = answer.{self._given()};",
                *returned(self._credentials()),
                "}",
            ]
        )

    def _posted(self, operation: OperationPlan, body: str) -> str:
        return asked("post", text(f"{self.plan.api.prefix}{operation.path}"), f"json: {body}")

    def _credentials(self) -> str:
        assert self.plan.auth is not None
        return printed_credentials(self.plan.auth.carrier, token_of(self.plan, "tokens", self.imports))

    def _given(self) -> str:
        """What of an answer holds what was given: members of the body, or cookies."""
        return "cookies()" if keeps_cookies(self.plan) else "json()"


def token_of(plan: RenderPlan, tokens: str, imports: Imports) -> str:
    """The expression of the access token in what signing in gave."""
    assert plan.auth is not None
    if keeps_cookies(plan):
        return f"String({tokens}{member(plan.auth.carrier.name)})"
    first, *rest = token_members(plan, login_of(plan))["access_token"]
    if not rest:
        return f"String({tokens}{member(first)})"
    way = ", ".join(text(name) for name in (first, *rest))
    return f"String({imports.name(CLIENT, 'at')}({tokens}, {way}))"


def _optional(name: str) -> str:
    """Access behind `?`: `.email`, `.['e-mail']`."""
    found = member(name)
    return found if found.startswith(".") else f".{found}"


def _enveloped(operation: OperationPlan, body: str) -> str:
    """The body, in the object that stands around it."""
    return body if operation.wrapper is None else f"{{ {key(operation.wrapper.wire)}: {body} }}"
