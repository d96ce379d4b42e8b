"""Running foreign programs safely: users, processes, commands, caches and disposable folders."""
