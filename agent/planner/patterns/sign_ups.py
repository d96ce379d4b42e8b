"""Settles tenants: accounts, and all that is stored, belong to whoever signed up."""

from agent.planner.notes import Notes
from agent.planner.patterns.making import free_name, reference
from agent.planner.sketch import EntitySketch, PatternSketch, PermissionSketch, RelationshipSketch, Sketch
from tools.blueprint.model import Action, OnDelete
from tools.blueprint.names import snake


def complete_sign_up(pattern: PatternSketch, sketch: Sketch, notes: Notes) -> None:
    """Fills `made` with the one entry; every entity gets its tenant, and what is unique is so within one."""
    tenant, account = pattern.entity, str(sketch.auth.account)
    if tenant == account:
        notes.leave(f"{pattern.said} (an account is not what accounts belong to)")
        return
    for entity in sketch.entities.values():
        if entity.name != tenant:
            entity.tenant = _belongs(entity, tenant, sketch)
            if entity.name != account:
                _within(entity, entity.tenant)
    sketch.actions[tenant] = [Action.READ, Action.UPDATE]
    sketch.allow(PermissionSketch((Action.CREATE,), ("admin",), account, exclusive=True))
    sketch.allow(PermissionSketch((Action.UPDATE,), ("admin",), tenant, exclusive=True))
    pattern.made.append({"sign_up": tenant, "name": pattern.name})
    notes.assume(
        f"Rows of one {tenant} do not exist for another one; who signs up is its admin, and makes its other accounts."
    )


def _belongs(entity: EntitySketch, tenant: str, sketch: Sketch) -> str:
    """The reference to the tenant; made where there is none."""
    link = reference(sketch, entity.name, tenant)
    if link is None:
        link = RelationshipSketch(free_name(sketch, entity.name, snake(tenant)), entity.name, tenant, said=False)
        sketch.relate(link)
    link.required, link.on_delete = True, link.on_delete or OnDelete.RESTRICT
    return link.name


def _within(entity: EntitySketch, tenant: str) -> None:
    """What is unique is told apart within a tenant: nobody learns what others have."""
    entity.uniques = [group if tenant in group else (tenant, *group) for group in entity.uniques]
    for item in entity.attributes.values():
        # A digest is looked for by whoever has the code, of whatever tenant.
        secret = bool(item.facets.get("sensitive"))
        if item.facets.get("unique") and entity.key_attribute != item.name and not secret:
            item.facets["unique"] = False
            entity.uniques.append((tenant, item.name))
