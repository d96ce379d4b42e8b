"""The checks: each module adds the cases of one idea."""
