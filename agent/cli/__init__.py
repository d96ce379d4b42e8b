"""The command line: the composition root. Every command imports what it needs when it runs."""
