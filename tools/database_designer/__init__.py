"""Designs the schema of a RenderPlan: DDL, a description for programs, diagrams, the reasons in words."""

from tools.database_designer.changes.change import Change, change
from tools.database_designer.ddl import ddl, reverse_ddl
from tools.database_designer.generate import generate
from tools.database_designer.sql.dialects import dialect_of as sql_dialect
from tools.database_designer.sql.identifiers import quoted as identifier
from tools.database_designer.sql.script import script
from tools.database_designer.sql.tables import checks as check_constraints

__all__ = [
    "Change",
    "change",
    "check_constraints",
    "ddl",
    "generate",
    "identifier",
    "reverse_ddl",
    "script",
    "sql_dialect",
]
