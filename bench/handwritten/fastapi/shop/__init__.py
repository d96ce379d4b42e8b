"""The shop, written by hand: what the generated backend is measured against."""
