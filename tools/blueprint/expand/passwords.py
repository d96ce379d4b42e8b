"""What passwords must be, told wherever one is set."""

import re
from collections.abc import Iterable

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import PASSWORD_HASH
from tools.blueprint.model import Auth, Create, Hash, Input, Operation, Update, Upsert, every_step
from tools.errors import BadInput

LONGEST = 128
"""Longest password that is compared with a hash, unless longer ones may be set."""
_SENT = re.compile(r"input\.([a-z][a-z0-9_]*)")


def new_password(auth: Auth, name: str = "password") -> Input:
    """The input that sets a password."""
    least, most = auth.password.min_length, auth.password.max_length
    return Input(
        name=name, required=True, min_length=least, max_length=most, needs=auth.password.needs,
        description="Kept only as an Argon2id hash.",
    )  # fmt: skip


def known_password(auth: Auth) -> Input:
    """The input that is compared with a password, which may have been set when others were allowed."""
    return Input(
        name="password", required=True, min_length=1, max_length=max(LONGEST, auth.password.max_length),
        description="Kept only as an Argon2id hash.",
    )  # fmt: skip


def with_policy(index: BlueprintIndex, operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """The operations; what they keep as an account's password is what passwords must be."""
    if index.account is None:
        return tuple(operations)
    return tuple(_settled(index, operation) for operation in operations)


def _settled(index: BlueprintIndex, operation: Operation) -> Operation:
    steps = tuple(every_step(operation.steps))
    kept = {
        step.set[PASSWORD_HASH]
        for step in steps
        if isinstance(step, Create | Update | Upsert) and PASSWORD_HASH in step.set
    }
    hashed = {step.hash for step in steps if isinstance(step, Hash) and step.bind in kept}
    names = {sent[1] for text in hashed if (sent := _SENT.fullmatch(text.strip()))}
    known = {item.name for item in operation.inputs}
    if len(names & known) < len(hashed):
        path = f"operations.{operation.name}"
        raise BadInput(
            f"{path}: the password that is kept is not what was sent.",
            hint="Hash an input by itself (`hash: input.password`), so that `auth.password` can hold it to its rules.",
            path=path,
        )
    inputs = tuple(_told(index.blueprint.auth, item) if item.name in names else item for item in operation.inputs)
    return operation.model_copy(update={"inputs": inputs}) if names else operation


def _told(auth: Auth, item: Input) -> Input:
    """The input, with the bounds of passwords where its own ones are wider."""
    least, most = auth.password.min_length, auth.password.max_length
    return item.model_copy(
        update={
            "min_length": max(least, item.min_length or 0),
            "max_length": min(most, item.max_length or most),
            "needs": tuple(dict.fromkeys((*auth.password.needs, *item.needs))),
        }
    )
