"""The rules of the field that a schema follows, by id."""

from tools.blueprint.plan.render_plan import RenderPlan

_ALWAYS = ("constraints.declared", "naming.database", "schema.exact-types", "schema.normal-form")


def rules(plan: RenderPlan) -> tuple[str, ...]:
    """Ids of the rules that this plan gave occasion to follow, sorted."""
    columns = [column for table in plan.tables for column in table.columns]
    names = {column.name.snake for column in columns}
    indexes = [index for table in plan.tables for index in table.indexes]
    occasions = {
        "indexes.foreign-keys": any(column.reference is not None for column in columns),
        "indexes.keyset": any(index.operations for index in indexes if index.kind == "ordered"),
        "indexes.members": any(index.kind == "members" for index in indexes),
        "indexes.unique-lookup": any(table.uniques for table in plan.tables),
        "keys.uuid-v7": any(column.generated_key == "uuid" for column in columns),
        "money.decimal": any(column.type.kind == "decimal" for column in columns),
        "privacy.personal-data": any(column.personal or column.sensitive for column in columns),
        "retention.policy": any(table.retention_days is not None for table in plan.tables),
        "schema.soft-delete": any(table.soft_delete for table in plan.tables),
        "schema.timestamps": "created_at" in names,
    }
    found = [*_ALWAYS, f"datastore.{plan.stack.datastore}", *(rule for rule, met in occasions.items() if met)]
    return tuple(sorted(found))
