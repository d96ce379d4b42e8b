"""The lowered form: what `resolve` makes of a Blueprint and a Stack, and all that packs read."""
