"""The same random requests to several stacks: they answer alike, but for what each of them makes up."""
