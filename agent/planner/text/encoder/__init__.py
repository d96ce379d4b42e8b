"""What words mean where they stand: a small language model that `python -m evals.teaching` teaches.

It runs on this machine, writes nothing and follows nothing: for each piece of a word it gives numbers, which the
weights of `evidence` read.
"""

from agent.planner.text.encoder.encoded import WIDTH, Encoded, encoded

__all__ = ["WIDTH", "Encoded", "encoded"]
