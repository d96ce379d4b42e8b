"""Tenants: no row is seen from another tenant because its entity does not say whose it is."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Action
from tools.errors import BadInput


def check_tenancy(index: BlueprintIndex) -> None:
    """What requires a row of one tenant belongs to that tenant too; all else would be read across the border.

    The one exception: rows that nobody but their owner can reach, as an account has one tenant only.
    """
    tenant = index.tenant
    if tenant is None:
        return
    for name, entity in index.entities.items():
        if entity.tenant is not None or name == tenant or _owner_alone(index, name):
            continue
        for link in index.links(name):
            if link.required and index.tenant_column(link.target) is not None:
                raise BadInput(
                    f"{name} requires {link.target} (`{link.name}`), whose rows belong to one {tenant}, but {name} "
                    f"belongs to none: other tenants would see its rows.",
                    hint=f"Give {name} a required relationship to {tenant} and name it as its `tenant`, or permit all "
                    f"that reads, changes or deletes {name} to its `owner` alone.",
                    code="tenant-missing",
                    path=f"entities.{name}.tenant",
                )


def _owner_alone(index: BlueprintIndex, entity: str) -> bool:
    """Whether nobody reaches a row but its owner; making one is no matter, as the caller becomes its owner."""
    if index.owner_column(entity) is None:
        return False
    offered = {action for item in index.blueprint.resources if item.entity == entity for action in item.actions}
    accesses = [access_for(index, entity, action) for action in sorted({*offered, Action.READ} - {Action.CREATE})]
    return all(access.owner and not access.roles for access in accesses)
