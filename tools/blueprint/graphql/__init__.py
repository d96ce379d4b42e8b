"""The GraphQL side of a plan: types, arguments and nesting, before any schema text or resolver is printed."""
