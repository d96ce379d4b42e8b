"""Codes that are told to the owner of an account: to set a password anew, to confirm an address."""

from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import phrase
from tools.blueprint.expand.passwords import new_password
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import account_of, attribute_of, link_to, unsettable, unversioned
from tools.blueprint.index import BlueprintIndex, Link
from tools.blueprint.managed import PASSWORD_HASH
from tools.blueprint.model import (
    Access,
    Attribute,
    AttributeType,
    AuthScheme,
    CheckStep,
    Datum,
    Delete,
    Each,
    Emit,
    EndSessions,
    ErrorSpec,
    Event,
    Find,
    Hash,
    Input,
    Let,
    Method,
    Operation,
    Response,
    Step,
    Update,
    Upsert,
    ViewField,
)
from tools.blueprint.model.patterns import Code, Confirm, Reset
from tools.blueprint.names import kebab
from tools.errors import BadInput

_DIGITS = 64
"""Those of a digest."""
_INTENT = "account.code"
_NONE = ErrorSpec(name="no_such_code", status=404, title="There is no such code, or it was used")
_EXPIRED = ErrorSpec(name="expired", status=410, title="The code is good no more")
_CHANGED = ErrorSpec(name="address_changed", status=409, title="The address was changed since")


def reset(index: BlueprintIndex, pattern: Reset) -> Expansion:
    """Asks by login, whoever calls: the answer tells nobody whether there is such an account."""
    codes = _Codes(index, pattern, pattern.reset)
    login = index.blueprint.auth.login
    # Where there is no such account nothing is done, and the answer is the same.
    ask = codes.operation(
        summary="Have a code sent to set another password with; whether there is such an account is not told.",
        inputs=(Input(name=login, attribute=f"{codes.account}.{login}", required=True),),
        steps=(
            Each(
                each=codes.account,
                bind=codes.bind,
                where=f"row.{login} == input.{login}",
                owner=False,
                most=1,
                steps=codes.told(login, {}),
            ),
        ),
    )
    ended = () if index.blueprint.auth.scheme is AuthScheme.BASIC else (EndSessions(end_sessions=codes.bind),)
    use = codes.operation(
        confirming=True,
        summary="Set another password with the code that was sent; it works once, and all sessions end.",
        inputs=(codes.sent, new_password(index.blueprint.auth)),
        steps=(
            *codes.found(),
            Hash(hash="input.password", bind="hashed"),
            Update(update=codes.bind, set={PASSWORD_HASH: "hashed"}),
            Delete(delete=codes.code),
            *ended,
        ),
        errors=(_NONE, _EXPIRED),
    )
    return Expansion((ask, use), events=(codes.event(login, "Somebody, who should be its owner, asked for it."),))


def confirm(index: BlueprintIndex, pattern: Confirm) -> Expansion:
    """Asks for the address of the caller; the code says enough of whose it is, so that strangers confirm with it."""
    codes = _Codes(index, pattern, pattern.confirm)
    address = attribute_of(index, codes.account, pattern.address, *_ADDRESSES)
    if not address.required:
        raise BadInput(f"{codes.account}.{address.name} may be null.", hint="Mark it `required: true`.")
    sent_to = _alike(index, codes.entity, address.name, address)
    mark = _alike(index, codes.account, pattern.mark, address)
    key = index.key(codes.account).name
    ask = codes.operation(
        summary=f"Have a code sent to the caller's `{address.name}`.",
        access=Access(),
        steps=(
            Find(find=codes.account, bind=codes.bind, where=f"row.{key} == viewer.{key}"),
            *codes.told(address.name, {sent_to.name: f"{codes.bind}.{address.name}"}),
        ),
    )
    use = codes.operation(
        confirming=True,
        summary=f"Confirm the `{address.name}` of an account with the code that was sent to it; it works once.",
        inputs=(codes.sent,),
        steps=(
            *codes.found(),
            CheckStep(check=f"{codes.bind}.{address.name} == {codes.code}.{sent_to.name}", otherwise="address_changed"),
            Update(update=codes.bind, set={mark.name: f"{codes.code}.{sent_to.name}"}),
            Delete(delete=codes.code),
        ),
        errors=(_NONE, _EXPIRED, _CHANGED),
    )
    shown = (
        () if pattern.flag is None else (ViewField(name=pattern.flag, value=f"row.{mark.name} == row.{address.name}"),)
    )
    event = codes.event(address.name, f"Its owner confirms the `{address.name}` with it.")
    return Expansion((ask, use), fields={codes.account: shown}, events=(event,))


_ADDRESSES = (AttributeType.EMAIL, AttributeType.STRING, AttributeType.URL)


class _Codes:
    """What both have in common: an account has one code at most, of which the digest is kept."""

    def __init__(self, index: BlueprintIndex, pattern: Code, place: str) -> None:
        self._index = index
        self._pattern = pattern
        self.account = account_of(index)
        unversioned(index, self.account)
        self.entity, _, name = place.partition(".")
        self.bind, self.code = bind_of(self.account), "sent_code"
        self.digest = _digest(index, self.entity, name).name
        self._link = _alone(index, self.entity, self.account)
        self._expires = unsettable(index, self.entity, pattern.expires, AttributeType.DATETIME).name
        self._event = f"{pattern.name}_requested"
        self.sent = Input(
            name="code", type=AttributeType.UUID, required=True, description="What the event told the owner."
        )

    def operation(
        self, *, summary: str, steps: tuple[Step, ...], inputs: tuple[Input, ...] = (), confirming: bool = False,
        access: Access | None = None, errors: tuple[ErrorSpec, ...] = (),
    ) -> Operation:  # fmt: skip
        path = f"/auth/{kebab(self._pattern.name)}"
        return Operation(
            name=f"confirm_{self._pattern.name}" if confirming else self._pattern.name, intent=_INTENT,
            group=self.account, method=Method.POST, path=f"{path}/confirm" if confirming else path, summary=summary,
            access=access or Access(public=True), inputs=inputs, steps=steps,
            response=Response(status=204 if confirming else 202), errors=errors,
        )  # fmt: skip

    def told(self, address: str, kept: dict[str, str]) -> tuple[Step, ...]:
        """A new code of the bound account, in the place of its former one; `kept`: what is kept beside its digest."""
        key = self._index.key(self.account).name
        values = {self.digest: "digest(code)", self._expires: "until", **kept}
        whose = {self._index.link_column(self._link): f"{self.bind}.{key}", **self._tenant()}
        told = {"account": f"{self.bind}.{key}", address: f"{self.bind}.{address}", "code": "code"}
        return (
            Let(let="code", be="random_uuid()"),
            Let(let="until", be=f"minutes_from_now({self._pattern.minutes})"),
            Upsert(
                upsert=self.entity, bind=self.code, by=(self._link.name,),
                set={**whose, **values}, change=values,
            ),
            Emit(emit=self._event, data={**told, "expires_at": "until"}),
        )  # fmt: skip

    def _tenant(self) -> dict[str, str]:
        """The tenant of the code is that of its account."""
        tenant, own = self._index.entities[self.entity].tenant, self._index.entities[self.account].tenant
        if tenant is None or own is None:
            return {}
        theirs = self._index.link_column(self._index.link(self.account, own))
        return {self._index.link_column(self._index.link(self.entity, tenant)): f"{self.bind}.{theirs}"}

    def found(self) -> tuple[Step, ...]:
        """The code that was sent, and the account that it was made for."""
        key, column = self._index.key(self.account).name, self._index.link_column(self._link)
        return (
            Find(
                find=self.entity, bind=self.code, where=f"row.{self.digest} == digest(input.code)", owner=False,
                otherwise=_NONE.name,
            ),
            CheckStep(check=f"now() < {self.code}.{self._expires}", otherwise=_EXPIRED.name),
            Find(
                find=self.account, bind=self.bind, where=f"row.{key} == {self.code}.{column}", owner=False,
                otherwise=_NONE.name,
            ),
        )  # fmt: skip

    def event(self, address: str, description: str) -> Event:
        data = (
            Datum(name="account", attribute=f"{self.account}.{self._index.key(self.account).name}"),
            Datum(name=address, attribute=f"{self.account}.{address}"),
            Datum(name="code", type=AttributeType.UUID, description="Whoever has it may act for the account: keep it."),
            Datum(name="expires_at", type=AttributeType.DATETIME),
        )
        told = f"A code is to be sent to a {phrase(self.account)}. {description}"
        return Event(name=self._event, description=told, data=data)


def _digest(index: BlueprintIndex, entity: str, name: str) -> Attribute:
    """The attribute that keeps digests. Raises BadInput for one that does not, or whose rows clients make."""
    found = unsettable(index, entity, name, AttributeType.STRING, AttributeType.TEXT)
    if not (found.managed and found.unique and found.required):
        raise BadInput(
            f"{entity}.{name} does not keep one digest for each {entity}.",
            hint="Mark it `managed`, `unique` and `required`.",
        )
    if found.max_length is not None and found.max_length < _DIGITS:
        raise BadInput(f"A digest has {_DIGITS} characters.", hint=f"Let `max_length` of {entity}.{name} be {_DIGITS}.")
    if any(item.entity == entity for item in index.blueprint.resources):
        raise BadInput(
            f"{entity} is what the backend keeps for itself, and it has a resource.",
            hint=f"Take {entity} out of `resources`.",
        )
    return found


def _alone(index: BlueprintIndex, entity: str, account: str) -> Link:
    """The relationship to the account. Raises BadInput where an account could have two codes."""
    link = link_to(index, entity, account)
    if not (link.required and link.unique):
        raise BadInput(
            f"An account could have more than one {entity}, or none be of an account.",
            hint=f"Let {entity}.{link.name} be `one_to_one` and `required`.",
        )
    return link


def _alike(index: BlueprintIndex, entity: str, name: str, other: Attribute) -> Attribute:
    """The attribute that keeps an address. Raises BadInput for one that cannot hold each, or that clients change."""
    found = unsettable(index, entity, name, other.type)
    longest = float("inf") if other.max_length is None else other.max_length
    if not found.managed or (found.max_length is not None and found.max_length < longest):
        raise BadInput(
            f"{entity}.{name} does not keep what `{other.name}` may be.",
            hint=f"Mark it `managed`, with the `max_length` of `{other.name}`.",
        )
    return found
