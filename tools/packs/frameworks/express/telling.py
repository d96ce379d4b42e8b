"""What goes out to others: values of the program, and the object of the wire that is made of them."""

from collections.abc import Sequence

from tools.blueprint.plan.values import Member
from tools.packs.frameworks.express.fields import FieldPrinter
from tools.packs.frameworks.express.objects import interface_block
from tools.packs.languages.typescript.literals import key


def told_interface(name: str, summary: str, fields: Sequence[Member], printer: FieldPrinter) -> str:
    """The interface of what is told, as the program has it."""
    kinds = {field.name.attr: printer.host_type(field.type, nullable=field.nullable) for field in fields}
    return interface_block(name, summary, [f"readonly {member}: {kind}" for member, kind in kinds.items()])


def told_members(source: str, fields: Sequence[Member], printer: FieldPrinter) -> list[str]:
    """Members of the object that is sent; `source` holds the values."""
    return [
        f"{key(field.wire)}: {printer.shown(field.type, f'{source}.{field.name.attr}', nullable=field.nullable)}"
        for field in fields
    ]
