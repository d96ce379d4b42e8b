"""Payloads as callers send them: the usage examples of the contract, and one rich payload for each task type."""

from typing import Any

DESIGN_API: dict[str, Any] = {
    "entities": ["User", "Product", "Order"],
    "operations": ["CRUD", "search", "analytics"],
    "authentication": "JWT",
    "rateLimit": True,
    "pagination": "cursor",
}
DESIGN_DATABASE: dict[str, Any] = {
    "entities": [
        {"name": "User", "attributes": ["id", "email", "password", "profile"]},
        {"name": "Product", "attributes": ["id", "name", "price", "description", "category"]},
    ],
    "relationships": [{"from": "Order", "to": "User", "type": "many-to-one"}],
    "requirements": {"type": "postgresql"},
}
BACKEND_CODE: dict[str, Any] = {
    "framework": "express",
    "language": "typescript",
    "architecture": "layered",
    "patterns": ["repository", "service", "controller", "CQRS"],
    "features": ["authentication", "validation", "error-handling", "logging", "teleportation"],
}

_ATTRIBUTES: list[Any] = [
    {"name": "price", "type": "decimal(10,2)", "required": True, "min": 0, "max": 100, "default": 1},
    {"name": "kind", "enum": ["a", "b"], "nullable": True, "description": "Which."},
    {"name": "code", "type": "string", "maxLength": 10, "minLength": 1, "pattern": "[A-Z]+", "unique": True},
]
_BOOK: dict[str, Any] = {
    "type": "object",
    "required": ["title"],
    "properties": {"title": {"type": "string", "maxLength": 9}, "pages": {"type": ["integer", "null"], "minimum": 0}},
}
RICH: dict[str, dict[str, Any]] = {
    "design_api": {
        "name": "shop",
        "description": "A shop.",
        "entities": [{"name": "Product", "attributes": _ATTRIBUTES, "operations": ["list", "read"]}, "User"],
        "relationships": [
            {"from": "Product", "to": "User", "type": "many-to-one", "required": True, "onDelete": "cascade"}
        ],
        "operations": ["CRUD", "search"],
        "authentication": {"type": "JWT"},
        "versioning": {"strategy": "path", "version": 2},
        "rateLimit": {"requests": 100, "window": "1m"},
        "pagination": {"style": "cursor", "defaultLimit": 10, "maxLimit": 50},
        "errorHandling": "problem",
        "constraints": {"performance": "p95 below 100 ms"},
        "roles": ["admin", "editor"],
        "casing": "camel",
        "basePath": "/api",
        "softDelete": True,
        "style": ["REST"],
        "stack": {"framework": "fastapi", "datastore": "sqlite"},
        "requirements": {"idempotency": True},
    },
    "design_database": {
        **DESIGN_DATABASE,
        "requirements": {
            "type": "postgresql",
            "naming": "snake_case",
            "consistency": "strong",
            "backup": "daily",
            "replication": True,
            "partitioning": False,
            "indexing": True,
        },
    },
    "generate_backend_code": {
        "framework": "fastapi",
        "language": "python",
        "architecture": "layered",
        "patterns": ["repository"],
        "features": ["validation"],
        "requirements": {"type": "sqlite"},
    },
    "implement_api": {
        "framework": "fastapi",
        "apiSpec": {
            "openapi": "3.1.0",
            "info": {"title": "Books", "version": "1"},
            "paths": {"/books": {"get": {"responses": {"200": {"description": "Books."}}}}},
            "components": {"schemas": {"Book": _BOOK}},
        },
    },
    "implement_database": {
        "schema": {
            "tables": [
                {
                    "name": "books",
                    "columns": [
                        {"name": "id", "type": "uuid", "primaryKey": True},
                        {"name": "title", "type": "varchar(10)", "nullable": False},
                    ],
                }
            ],
            "relationships": [],
        },
        "migrations": True,
        "seedData": True,
    },
}
"""Valid payloads in which every value is a place for something wrong."""
