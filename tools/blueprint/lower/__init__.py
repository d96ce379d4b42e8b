"""Lowering: from a Blueprint's parts to the small form that packs print."""
