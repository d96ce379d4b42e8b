"""Prints `tests/actors.py`: the accounts that call the API in tests."""

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.shapes import Shape
from tools.blueprint.plan.tokens import token_members
from tools.packs.frameworks.fastapi.carriers import keeps_cookies, printed_credentials
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import INDENT, assignment, bracketed, docstring, exploded, expression, module
from tools.packs.languages.python.literals import literal, text
from tools.packs.languages.python.modules import module_file
from tools.packs.testing.actors import (
    PASSWORD,
    account_values,
    command_of,
    login_of,
    login_wire,
    operation_of,
    password_of,
)  # fmt: skip

_CREDENTIALS = '''def credentials(login: str, password: str = PASSWORD) -> dict[str, str]:
    """Return the header that carries login and password."""
    sent = base64.b64encode(f"{login}:{password}".encode()).decode()
    return {"Authorization": f"Basic {sent}"}'''
_CLASS = '''@dataclass(frozen=True)
class Actors:
    """Headers of those who call: `member` and `other` are plain accounts."""

    member: dict[str, str]
    other: dict[str, str]
    admin: dict[str, str]'''


def actors_module(plan: RenderPlan) -> str:
    """The accounts, how they register and sign in, and the headers that they send."""
    imports = Imports()
    imports.add("dataclasses", "dataclass")
    imports.add("httpx", "AsyncClient")
    imports.add("app.core.database", "Database")
    blocks = [_CLASS]
    register = operation_of(plan, "account.register")
    command = command_of(plan)
    if plan.auth is None:
        blocks.append(_everybody(["nobody: dict[str, str] = {}", "return Actors(nobody, nobody, nobody)"]))
        return module("Who calls the API in tests: nobody signs in here.", imports.render(), *blocks)
    if not plan.auth.has_sessions:
        imports.module("base64")
    imports.add("typing", "Any")
    constants = assignment("PASSWORD", text(password_of(plan)))
    lines = []
    if register is not None:
        imports.add("httpx", "Response")
        constants.append(exploded("ACCOUNTS: list[dict[str, Any]] = [", [_account(register, n) for n in range(3)], "]"))
        blocks += [_address(plan), _register(plan, register), *_signing_in(plan)]
        lines += ["await register(client, 0)", "await register(client, 1)"]
        signed_in = "await _headers(client, {})" if plan.auth.has_sessions else "credentials(address({}))"
        lines += [f"member, other = {', '.join(signed_in.format(number) for number in range(2))}"]
    if command is not None and command.body is not None:
        group = next(group for group in plan.groups if command in group.commands)
        imports.module("json")
        imports.add(f"app.schemas.{module_file(group.name)}", command.body.name)
        imports.add("app.services", f"{module_file(group.name)} as service")
        constants += expression(f"ADMIN: dict[str, Any] = {_account(command, 7)}")
        blocks += [] if register is not None else _signing_in(plan, alone=True)
        blocks.append(_admin(plan, command.body, command.name.snake))
        lines.append(f"admin = await _admin({'client, store' if plan.auth.has_sessions else 'store'})")
    both = register is not None, command is not None
    answer = {
        (True, True): "Actors(member, other, admin)", (True, False): "Actors(member, other, member)",
        (False, True): "Actors(admin, admin, admin)", (False, False): "Actors({}, {}, {})",
    }[both]  # fmt: skip
    blocks.append(_everybody([*lines, f"return {answer}"]))
    return module("Who calls the API in tests.", imports.render(), "\n".join(constants), *blocks)


def _account(operation: OperationPlan, number: int) -> str:
    return literal(account_values(operation, number))


def _signing_in(plan: RenderPlan, *, alone: bool = False) -> list[str]:
    """How actors come by the headers that they send; `alone`: only the first administrator does."""
    assert plan.auth is not None
    if not plan.auth.has_sessions:
        return [_CREDENTIALS]
    return [] if alone else [_log_in(plan, login_of(plan)), _headers(plan, "log_in")]


def _address(plan: RenderPlan) -> str:
    wire = text(login_wire(plan))
    return "\n".join(
        [
            "def address(number: int) -> str:",
            docstring("Return what an account signs in with.", 1),
            f"{INDENT}return str(ACCOUNTS[number][{wire}])",
        ]
    )


def _register(plan: RenderPlan, register: OperationPlan) -> str:
    path = text(f"{plan.api.prefix}{register.path}")
    body = f'{{**ACCOUNTS[number], "{PASSWORD}": PASSWORD}}'
    return "\n".join(
        [
            "async def register(client: AsyncClient, number: int) -> Response:",
            docstring("Make an account.", 1),
            *bracketed("return await client.post(", [path, f"json={_enveloped(register, body)}"], ")", 1),
        ]
    )


def _log_in(plan: RenderPlan, login: OperationPlan) -> str:
    path = text(f"{plan.api.prefix}{login.path}")
    given = "dict(response.cookies)" if keeps_cookies(plan) else "response.json()"
    values = f"{{{text(login_wire(plan))}: address(number), {text(PASSWORD)}: PASSWORD}}"
    return "\n".join(
        [
            "async def log_in(client: AsyncClient, number: int) -> dict[str, Any]:",
            docstring("Sign in and return the tokens.", 1),
            *bracketed("response = await client.post(", [path, f"json={_enveloped(login, values)}"], ")", 1),
            f"{INDENT}tokens: dict[str, Any] = {given}",
            f"{INDENT}return tokens",
        ]
    )


def _headers(plan: RenderPlan, how: str) -> str:
    return "\n".join(
        [
            "async def _headers(client: AsyncClient, number: int) -> dict[str, str]:",
            f"{INDENT}tokens = await {how}(client, number)",
            f"{INDENT}return {_credentials(plan)}",
        ]
    )


def _admin(plan: RenderPlan, body: Shape, command: str) -> str:
    assert plan.auth is not None
    made = [
        f'{INDENT}data = {body.name}.model_validate_json(json.dumps({{**ADMIN, "{PASSWORD}": PASSWORD}}))',
        f"{INDENT}async with store.transaction() as session:",
        f"{INDENT * 2}await service.{command}(session, data)",
    ]
    if not plan.auth.has_sessions:
        shown = f"{INDENT}return credentials(str(ADMIN[{text(login_wire(plan))}]))"
        return "\n".join(["async def _admin(store: Database) -> dict[str, str]:", *made, shown])
    login = login_of(plan)
    wire = login_wire(plan)
    path = text(f"{plan.api.prefix}{login.path}")
    sent = f'{{{text(wire)}: ADMIN[{text(wire)}], "{PASSWORD}": PASSWORD}}'
    return "\n".join(
        [
            "async def _admin(client: AsyncClient, store: Database) -> dict[str, str]:",
            *made,
            f"{INDENT}body = {_enveloped(login, sent)}",
            f"{INDENT}tokens = (await client.post({path}, json=body)).{_given(plan)}",
            f"{INDENT}return {_credentials(plan)}",
        ]
    )


def _credentials(plan: RenderPlan) -> str:
    assert plan.auth is not None
    login = login_of(plan)
    kept = {"access_token": (plan.auth.carrier.name,)} if keeps_cookies(plan) else token_members(plan, login)
    members = kept["access_token"]
    return printed_credentials(plan.auth.carrier, "tokens" + "".join(f"['{name}']" for name in members))


def _given(plan: RenderPlan) -> str:
    """The attribute of an answer that holds what was given: members of the body, or cookies."""
    return "cookies" if keeps_cookies(plan) else "json()"


def _enveloped(operation: OperationPlan, body: str) -> str:
    """The body, in the object that stands around it."""
    return body if operation.wrapper is None else f"{{{text(operation.wrapper.wire)}: {body}}}"


def _everybody(lines: list[str]) -> str:
    return "\n".join(
        [
            "async def sign_everybody_in(client: AsyncClient, store: Database) -> Actors:",
            docstring("Make the accounts and sign them in.", 1),
            *(f"{INDENT}{line}" for line in lines),
        ]
    )
