"""Reads how callers prove who they are: `use sessions`, `use JWT`, `no login needed`, how long tokens are good."""

import re

from pydantic import JsonValue

from agent.chat.turns.planning import planned
from agent.chat.turns.scene import Scene
from agent.planner.text.words import ACCOUNT_PEOPLE
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model import Action, AuthScheme
from tools.blueprint.names import snake

_LOGIN = r"(?:log[- ]?ins?|sign[- ]?ins?|auth(?:entication|orization)?|accounts?|passwords?|signing in|logging in)"
_OFF = re.compile(
    rf"^(?:(?:turn|switch) off|disable|remove|drop|no|without(?: any)?|get rid of|take away|"
    rf"(?:we |i |you )?(?:do not|don't|no longer) (?:need|want|require)(?: any)?)\s+(?:the\s+|any\s+"
    rf")?(?:user\s+)?{_LOGIN}"
    rf"(?:\s+(?:and|or)\s+{_LOGIN})?(?:\s+(?:is |are )?(?:needed|required|necessary|at all|any ?more))*$|"
    rf"^{_LOGIN} (?:is|are) (?:not|no longer) (?:needed|required|necessary|wanted)(?: any ?more)?$|"
    rf"^(?:turn|switch)\s+(?:the\s+)?{_LOGIN}\s+off$|"
    r"^(?:everybody|everyone|anybody|anyone) (?:can|may) do (?:anything|everything)(?: without (?:an account|"
    r"logging in|a login))?$",
    re.I,
)
_USE = re.compile(
    r"^(?:use|switch(?: it| over)? to|change(?: the)?(?: auth(?:entication)?| login)?(?: scheme)? to|with|add|"
    r"make it|make|set (?:the )?auth(?:entication)?(?: scheme)? to|"
    r"move to|turn on|enable|require|we (?:use|want|need)|auth(?:entication)?(?: scheme)?(?: is|:| with| by|"
    r" should be)?|"
    r"(?:users |callers |people |members |customers |everybody |everyone |clients )?(?:should |must |will |can |"
    r"have to |shall )?(?:log in|sign in|authenticate)(?: with| by| via| using)?)\s+(?:an?\s+|"
    r"the\s+)?(?P<scheme>.+?)"
    r"(?:\s+(?:for|as)(?: the)? (?:auth(?:entication)?|login|signing in)|\s+instead(?: of .+)?|\s+"
    r"auth(?:entication)?|\s+login)?$",
    re.I,
)
_BARE = re.compile(r"^(?P<scheme>jwts?|sessions?|basic auth(?:entication)?|api keys?|session cookies?)$", re.I)
_JWT: dict[str, JsonValue] = {"auth.scheme": "jwt", "auth.carrier": None}
_SESSION: dict[str, JsonValue] = {"auth.scheme": "session"}
_COOKIE: dict[str, JsonValue] = {**_SESSION, "auth.carrier": {"cookie": "session"}}
_KEY: dict[str, JsonValue] = {**_SESSION, "auth.carrier": {"header": "X-API-Key"}, "auth.session_days": None}
_BASIC: dict[str, JsonValue] = {"auth.scheme": "basic", "auth.carrier": None}
_SCHEMES: tuple[tuple[re.Pattern[str], dict[str, JsonValue]], ...] = tuple(
    (re.compile(pattern, re.I), settings)
    for pattern, settings in (
        (r"(?:jwts?|json web tokens?|(?:signed )?(?:access )?tokens|bearer tokens?|jwt tokens?)", _JWT),
        (r"(?:(?:a )?(?:session )?cookies?|cookie sessions?|sessions? (?:in|with|by) (?:a )?cookies?)", _COOKIE),
        (r"(?:(?:server[- ]side |opaque )?sessions?(?: tokens?)?|opaque tokens?)", _SESSION),
        (r"(?:api[- ]?keys?)", _KEY),
        (r"(?:http )?basic(?: auth(?:entication)?)?", _BASIC),
    )
)
_ANY = re.compile(r"(?:log[- ]?ins?|auth(?:entication)?|accounts|users? accounts?|sign[- ]?in)", re.I)
_NUMBERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), name)
    for pattern, name in (
        (r".*\baccess tokens?\b.*?\b(?P<n>\d{1,4})\s*(?P<unit>minutes?|hours?).*", "auth.access_token_minutes"),
        (r".*\brefresh tokens?\b.*?\b(?P<n>\d{1,4})\s*(?P<unit>days?|weeks?).*", "auth.refresh_token_days"),
        (r".*\bsessions?\b.*?\b(?:last|live|end|expire|good|valid|"
         r"run out)\w*\b.*?\b(?P<n>\d{1,4})\s*(?P<unit>days?|weeks?).*", "auth.session_days"),
        (r".*\bpasswords?\b.*?\b(?:at least|min(?:imum)?(?: length)?(?: of)?|"
         r"no shorter than)\s*(?P<n>\d{1,3})\b.*", "auth.password.min_length"),
        (r".*\bpasswords?\b\D{0,60}\b(?P<n>\d{1,3})\s*(?:characters?|chars?|letters?|symbols?)\b(?: or more|"
         r" or longer| at least| minimum| min| long| in length| and more|,? not less)*", "auth.password.min_length"),
        (r".*\b(?:at least|min(?:imum)?(?: of)?|no fewer than|not less than)?\s*(?P<n>\d{1,3})\s*(?:characters?|"
         r"chars?|letters?|symbols?)\b\D{0,30}\bpasswords?\b", "auth.password.min_length"),
        (r".*\bpasswords?\b\D{0,60}\b(?:shorter than|under|below|less than|fewer than)\s*(?P<n>\d{1,3})\b.*",
         "auth.password.min_length"),
        (r".*\bpassword (?:min(?:imum)?(?: length)?|length)\D{0,10}(?P<n>\d{1,3})\b.*", "auth.password.min_length"),
    )
)  # fmt: skip
_UNITS = {"hour": 60, "week": 7}
_CLOSED = re.compile(
    r"^(?:nobody|no one) (?:can|may) (?:register|sign up)(?: by (?:himself|themselves|themself))?$|"
    r"^(?:turn off|disable|no|remove|close|without|stop)\s+(?:the\s+)?(?:self[- ]?)?(?:registration|sign[- ]?ups?)$|"
    r"^(?:registration|sign[- ]?up) (?:is|should be) (?:closed|off)$|^only admins (?:can |may )?(?:create|"
    r"make|register) accounts$",
    re.I,
)
_OPEN = re.compile(
    r"^(?:anybody|anyone|everybody|everyone|people) (?:can|may) (?:register|sign up)$|"
    r"^(?:turn on|enable|allow|open|add)\s+(?:the\s+)?(?:self[- ]?)?(?:registration|sign[- ]?ups?)$",
    re.I,
)


def read_auth(said: str, scene: Scene) -> bool:
    """Whether the clause says how callers prove who they are, or that they need not."""
    if _OFF.match(said):
        return _without(said, scene)
    if _CLOSED.match(said) or _OPEN.match(said):
        opened = _OPEN.match(said) is not None
        if opened and not scene.blueprint.auth.self_registration:
            scene.notes.warn("Anybody may make an account from now on: you asked for it.")
        scene.set(PartKind.SETTING, "auth.self_registration", opened)
        return True
    for form, name in _NUMBERS:
        numbered = form.match(said)
        if numbered is not None:
            unit = (numbered.groupdict().get("unit") or "").rstrip("s").lower()
            scene.set(PartKind.SETTING, name, int(numbered["n"]) * _UNITS.get(unit, 1))
            return True
    match = _BARE.match(said) or _USE.match(said)
    if match is None:
        return False
    for form, settings in _SCHEMES:
        if form.fullmatch(match["scheme"].strip()):
            return _use(dict(settings), scene)
    if _ANY.fullmatch(match["scheme"].strip()) and scene.account is None:
        return _use({"auth.scheme": "jwt"}, scene)
    return False


def _use(settings: dict[str, JsonValue], scene: Scene) -> bool:
    if scene.account is None:
        _with_accounts(scene)
    for name, value in settings.items():
        scene.set(PartKind.SETTING, name, value)
    return True


def _with_accounts(scene: Scene) -> None:
    """Accounts, roles and permissions as the planner gives them to such a backend."""
    people = next((name for name in scene.entities if snake(name) in ACCOUNT_PEOPLE), None)
    many = f"{snake(people).replace('_', ' ')}s" if people else "users"
    draft = planned(f"{many} log in with JWT. Authentication is required", scene, doors="").blueprint
    account = draft.auth.account
    made = next((entity for entity in draft.entities if entity.name == account), None)
    if account is None or made is None:
        return
    login = next(item for item in made.attributes if item.name == draft.auth.login)
    if account not in scene.entities:
        value = made.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"name", "owner"})
        value["attributes"] = [
            {"type": types.type.value, **item} for types, item in zip(made.attributes, value["attributes"], strict=True)
        ]
        scene.set(PartKind.ENTITY, account, value)
        scene.notes.assume(f"{account} is the entity whose rows are accounts.")
    else:
        value = login.model_dump(mode="json", exclude_defaults=True, exclude={"name"})
        scene.set(PartKind.ATTRIBUTE, f"{account}.{login.name}", {**value, "type": login.type.value})
    for role in draft.roles:
        scene.set(PartKind.ROLE, role.name, role.model_dump(mode="json", exclude_defaults=True, exclude={"name"}))
    scene.set(PartKind.SETTING, "auth.account", account)
    scene.set(PartKind.SETTING, "auth.login", login.name)
    served = {(item.entity, action) for item in scene.blueprint.resources for action in item.actions}
    table = {(rule.entity, action): rule.allow for rule in draft.permissions for action in rule.actions}
    table.setdefault((account, Action.CREATE), tuple(role.name for role in draft.roles if role.first))
    for (entity, action), allow in table.items():
        if (entity, action) in served:
            kept = [word for word in allow if word != "owner" or entity == account] or ["authenticated"]
            scene.set(PartKind.PERMISSION, f"{entity}.{action.value}", {"allow": list(kept)})


def _without(said: str, scene: Scene) -> bool:
    """Everything is for everybody, and nobody is known."""
    blueprint = scene.blueprint
    if blueprint.auth.scheme is AuthScheme.NONE:
        scene.notes.assume("Nobody signs in already.")
        return True
    for name in dict.fromkeys(rule.entity for rule in blueprint.permissions):
        scene.remove(PartKind.PERMISSION, name)
    for operation in blueprint.operations:
        if not operation.access.public:
            scene.set(PartKind.OPERATION, operation.name, {"access": {"public": True}})
    for entity in blueprint.entities:
        if entity.owner is not None or entity.audit or entity.tenant is not None:
            scene.set(PartKind.ENTITY, entity.name, {"owner": None, "tenant": None, "audit": None})
    for role in blueprint.roles:
        scene.remove(PartKind.ROLE, role.name)
    scene.set(PartKind.SETTING, "auth.scheme", "none")
    scene.set(PartKind.SETTING, "auth.account", None)
    scene.notes.warn(f"Every operation is open to everybody, and nobody is known: you said `{said[:100]}`.")
    return True
