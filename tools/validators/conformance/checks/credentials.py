"""Login and password: wrong ones, ones that come with each request, and what is told of them."""

from tools.blueprint.plan.operation import OperationPlan
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import REGISTER
from tools.validators.conformance.checks.access import refusal, unreal_path
from tools.validators.conformance.collector import API, Collector
from tools.validators.conformance.document import expect, problem, ref
from tools.validators.conformance.script import Script
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Unavailable

CARRIER = "token-carrier"
SITES = "requests-of-other-sites"
PASSWORDS = "credentials"
FOREIGN: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
)
"""Headers of requests that pages of other sites send."""
BEYOND_ASCII = ":\u00e9:\u20ac"


def add(out: Collector) -> None:
    """Cases of callers who show login and password with each request."""
    me, register = out.catalog.operation("account.me"), out.catalog.operation(REGISTER)
    if me is not None:
        out.add(CARRIER, me, "", _carrier, me)
        for label, build in (
            ("wrong and unknown", _wrong),
            ("login in another case", _login_case),
            ("colons and letters beyond ASCII", _beyond_ascii),
        ):
            out.add(PASSWORDS, me, label, build, me)
    if register is not None:
        out.add(PASSWORDS, register, "secrets never come back", secrets, register)
    changes = [item for item in out.plan.operations if _is_change(item)]
    for operation in changes:
        out.add(SITES, operation, "", _other_site, operation)
    if not changes:
        out.none(SITES, API, "callers who sign in change nothing")


def _is_change(operation: OperationPlan) -> bool:
    """Whether it changes something, and looks at who calls before anything else."""
    early = operation.present is not None and operation.present.unrestricted
    return operation.method != "GET" and not operation.access.public and not early


def _shown(script: Script, login: object, password: object) -> Actor:
    """Somebody who shows these."""
    actor = Actor(f"@shown{script.suite.number()}", None)
    script.log_in(actor, login, password)
    return actor


def _known(script: Script, password: str | None = None) -> tuple[object, str]:
    """Login and password of an account that was just made."""
    auth, cased = script.auth, script.catalog.cased
    given = {cased("password"): password} if password is not None else None
    row = script.register(f"known{script.suite.number()}", given)
    return row.sent[cased(auth.login)], str(row.sent[cased("password")])


def _carrier(script: Script, operation: OperationPlan) -> None:
    """Credentials are good where the contract says that they travel, behind their word in either case (RFC 9110)."""
    token = f"${{{_shown(script, *_known(script)).name}.token}}"
    for word in ("Basic", "basic", "BASIC", "bAsIc"):
        script.call(operation, None, headers={"Authorization": f"{word} {token}"}, expect=expect(200))
    elsewhere: tuple[dict[str, str], ...] = (
        *({"Authorization": value} for value in (token, f"Bearer {token}", f"xBasic {token}", f"Basic{token}")),
        {"X-API-Key": token},
        {"Cookie": f"session={token}"},
    )
    for headers in elsewhere:
        script.call(operation, None, headers=headers, expect=refusal(script.suite.plan))


def _wrong(script: Script, operation: OperationPlan) -> None:
    """A wrong password and an unknown account are told in the same words; the right one is good before and after."""
    login, right = _known(script)
    unknown = script.body(script.needed(REGISTER), None)[0][script.catalog.cased(script.auth.login)]
    account, refused = _shown(script, login, right), refusal(script.suite.plan)
    script.call(operation, account, expect=success(script.catalog, operation))
    script.call(operation, _shown(script, login, f"{right}x"), expect=refused, save={"wrong": "body"})
    script.call(operation, _shown(script, unknown, right), expect={**refused, "body": {"is": ref("wrong")}})
    for password in ("", right[:-1], right.swapcase(), f" {right}", "' OR '1'='1"):
        script.call(operation, _shown(script, login, password), expect=refused)
    script.call(operation, _shown(script, "", right), expect=refused)
    script.call(operation, account, expect=success(script.catalog, operation))


def _login_case(script: Script, operation: OperationPlan) -> None:
    """The login is the same account in either case."""
    login, right = _known(script)
    for spelt in (str(login).upper(), str(login).lower()):
        script.call(operation, _shown(script, spelt, right), expect=success(script.catalog, operation))


def _beyond_ascii(script: Script, operation: OperationPlan) -> None:
    """The first colon ends the login, others belong to the password; what is sent is UTF-8."""
    kind = script.auth.password
    right = str(script.body(script.needed(REGISTER), None)[0][script.catalog.cased("password")])
    if len(right) + len(BEYOND_ASCII) > (kind.max_length or 0):
        raise Unavailable("passwords are too short for it")
    login, right = _known(script, f"{right}{BEYOND_ASCII}")
    script.call(operation, _shown(script, login, right), expect=success(script.catalog, operation))
    for password in (right.partition(":")[0], right.replace("\u00e9", "e\u0301")):
        script.call(operation, _shown(script, login, password), expect=refusal(script.suite.plan))


def _other_site(script: Script, operation: OperationPlan) -> None:
    """Browsers that know login and password send them unasked: what pages of other sites send changes nothing."""
    actor, path = script.suite.who(operation), unreal_path(script, operation)
    more: dict[str, object] = {"json": {}} if operation.body is not None else {}
    for headers in FOREIGN:
        script.call(operation, actor, path=path, headers=headers, expect=problem(403, "forbidden"), **more)
    own = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"}
    if operation.path_fields or operation.body is not None:
        script.call(operation, actor, path=path, headers=own, expect=expect((200, 201, 204, 404, 422)), **more)


def secrets(script: Script, operation: OperationPlan) -> None:
    """Neither password nor hash stands in any answer about the account."""
    sent, _ = script.body(operation, None)
    secret = sent[script.catalog.cased("password")]
    hidden = {"lacks": [secret, "$argon2", "password_hash", "passwordHash"]}
    script.call(operation, None, json=sent, expect={**success(script.catalog, operation, sent), "raw": hidden})
    wrong = {**sent, script.catalog.cased("password"): f"{secret}\0"}
    script.call(operation, None, json=wrong, expect={**problem(422, "validation_failed"), "raw": hidden})
    actor = script.new_account()
    script.call(script.needed("account.me"), actor, expect=expect(200, raw=hidden))
