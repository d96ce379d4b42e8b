"""How a project's locked dependencies get installed: one module per language, named by its id."""
