"""`python -m evals.teaching.task_types`: finds what tells the kind of a task; to be run after the encoder was taught.

Only requests that are not held back are read. Texts that describe data ask for a whole backend: who writes one must not
be sent elsewhere.
"""

from collections import Counter
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from agent.planner.text.limits import readable
from agent.planner.text.task_type import TASK_TYPES, WEIGHTS, evidence, words_of
from agent.task import TaskType
from evals.cases import read_cases
from evals.routes import Route, read_routes
from evals.teaching.__main__ import FOLDERS

SETS = ("routing", "routing_taught")
WHOLE = 500
"""Texts about data beside them."""
SEVERAL = 4
"""Requests that a word must stand in to count."""
STEPS, RATE = 400, 0.02
PENALTY = 5e-3
"""What the square of a weight costs."""


def main() -> None:
    """Writes the weights beside the reader of task types."""
    whole = _whole()
    routes = [*(route for name in SETS for route in read_routes(name)), *whole]
    words = common(routes[: -len(whole)])
    weights, bias = learnt(*rows(routes, words))
    file = Path(str(resources.files("agent.planner.text"))) / WEIGHTS
    half, full = weights.astype(np.float16), bias.astype(np.float32)
    np.savez_compressed(file, weights=half, bias=full, words=np.array(" ".join(words)))


def _whole() -> list[Route]:
    """Texts about data, of every folder and author."""
    told = [case for name in FOLDERS for case in read_cases(name) if case.entities and not case.id.startswith("rules-")]
    return [
        Route(id=case.id, text=case.text, task=TaskType.GENERATE_BACKEND_CODE)
        for case in told[:: max(1, len(told) // WHOLE)]
    ]


def common(routes: list[Route]) -> tuple[str, ...]:
    """Words that several requests have."""
    seen = Counter(word for route in routes for word in words_of(readable(route.text)))
    return tuple(sorted(word for word, count in seen.items() if count >= SEVERAL))


def rows(routes: list[Route], words: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """What is known of each request, and the number of its task type."""
    known = np.stack([evidence(readable(route.text), words) for route in routes])
    return known, np.array([TASK_TYPES.index(route.task) for route in routes])


def learnt(known: NDArray[np.float32], wanted: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (numbers × task types) and bias of a softmax over task types."""
    middle, spread = known.mean(0), known.std(0) + 1e-3
    rows = jnp.asarray((known - middle) / spread)

    def loss(weights: Any) -> Any:
        sums = rows @ weights["of"] + weights["bias"]
        cost = optax.softmax_cross_entropy_with_integer_labels(sums, wanted).mean()
        return cost + PENALTY * (weights["of"] ** 2).sum()

    weights = {"of": jnp.zeros((known.shape[1], len(TASK_TYPES))), "bias": jnp.zeros(len(TASK_TYPES))}
    rule = optax.adam(RATE)
    state = rule.init(weights)

    def step(weights: Any, state: Any) -> Any:
        change, state = rule.update(jax.grad(loss)(weights), state)
        return optax.apply_updates(weights, change), state

    step_fast = jax.jit(step)
    for _ in range(STEPS):
        weights, state = step_fast(weights, state)
    scaled = np.asarray(weights["of"]) / spread[:, None]
    return scaled, np.asarray(weights["bias"]) - middle @ scaled


if __name__ == "__main__":
    main()
