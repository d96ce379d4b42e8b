"""Teaches the encoder and the weights of all models at once, from documents with labelled rows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from agent.planner.text.encoder.windows import LENGTH
from evals.teaching.documents import NAMES, ROWS, SLOTS, Document, Signs, batches, packed
from evals.teaching.network import Tree, embedded, head, pooled, sums, through

WEIGHTS = {
    "things": 1.0, "fields": 1.2, "references": 1.0, "many_to_many": 0.4, "deeds": 0.8, "reports": 0.4, "roles": 0.6,
    "accounts": 0.4, "unguarded": 0.4, "sessions": 0.3, "selves": 0.4,
}  # fmt: skip
"""How much each model counts in what is made least."""
KEPT = 2
"""Lowest layers that stay as they were."""
RATE, HEAD_RATE = 1e-4, 2e-3
"""Steps of the layers, and of what stands over them."""
_FEW = 20.0
"""A batch with few rows of a model counts less for it."""
_SEEN = 0.85
"""Share of the numbers of a name that are seen in one step."""


class Pupil:
    """Weights while they are taught."""

    def __init__(self, base: Tree, signs: Signs) -> None:
        self._signs = signs
        self.fixed = jax.tree.map(jnp.asarray, {"emb": base["emb"], "layers": base["layers"][:KEPT]})
        heads = {model: head(len(signs[model]), SLOTS[model], at) for at, model in enumerate(ROWS)}
        self.taught: Tree = {"layers": jax.tree.map(jnp.asarray, base["layers"][KEPT:]), "heads": heads}
        self._run = jax.jit(_told)

    @property
    def layers(self) -> list[Tree]:
        return [*self.fixed["layers"], *self.taught["layers"]]

    def teach(self, documents: Sequence[Document], epochs: int, tell: Callable[[int, float], None]) -> None:
        """Goes through all documents `epochs` times; tells the mean loss after each."""
        steps = epochs * sum(1 for _ in batches(documents))
        rule = _rule(self.taught, steps)
        state, key, draw = rule.init(self.taught), jax.random.PRNGKey(0), np.random.RandomState(0)

        def step(taught: Tree, state: Any, fixed: Tree, batch: Any, key: Any) -> Any:
            loss, slope = jax.value_and_grad(_loss)(taught, fixed, batch, key)
            change, state = rule.update(slope, state, taught)
            return optax.apply_updates(taught, change), state, loss

        step_fast = jax.jit(step)
        for epoch in range(epochs):
            losses = []
            for batch in batches(documents[at] for at in draw.permutation(len(documents))):
                key, part = jax.random.split(key)
                arrays = packed(batch, self._signs, draw)
                self.taught, state, loss = step_fast(self.taught, state, self.fixed, arrays, part)
                losses.append(float(loss))
            tell(epoch, sum(losses) / len(losses))

    def likely(self, one: Document) -> Mapping[str, Any]:
        """Likelihoods of the rows of a document, by model."""
        whole = np.zeros((-(-len(one.ids) // 8) * 8, LENGTH), np.int32)
        whole[: len(one.ids)] = one.ids
        parts = [self._run(self.taught, self.fixed, whole[at : at + 8]) for at in range(0, len(whole), 8)]
        told = np.concatenate(parts).reshape(-1, parts[0].shape[-1])
        names = np.stack(
            [
                np.concatenate([told[seen].mean(0), told[seen].max(0)]) if seen else np.zeros(2 * told.shape[1])
                for seen in one.names
            ]
        )
        found = {}
        for model, table in one.tables.items():
            signs = np.zeros((len(table.wanted), len(self._signs[model])), np.float32)
            signs[table.row, table.sign] = table.value
            found[model] = jax.nn.sigmoid(sums(self.taught["heads"][model], names, signs, table.slots))
        return found


def _told(taught: Tree, fixed: Tree, ids: Any) -> Any:
    below = jax.lax.stop_gradient(through(fixed["layers"], embedded(fixed["emb"], ids), ids))
    return through(taught["layers"], below, ids)


def _loss(taught: Tree, fixed: Tree, batch: Any, key: Any) -> Any:
    ids, pieces, names, shares, tables = batch
    seen = pooled(_told(taught, fixed, ids), pieces, names, shares, NAMES)
    total = 0.0
    for at, model in enumerate(ROWS):
        one, other = jax.random.split(jax.random.fold_in(key, at))
        signs, slots, wanted, there = tables[model]
        part = seen * jax.random.bernoulli(one, _SEEN, seen.shape) / _SEEN
        found = sums(taught["heads"][model], part, signs, slots, other)
        loss = optax.sigmoid_binary_cross_entropy(found, wanted) * there
        total += WEIGHTS[model] * loss.sum() / (there.sum() + _FEW)
    return total


def _rule(taught: Tree, steps: int) -> Any:
    def slowing(rate: float) -> Any:
        return optax.warmup_cosine_decay_schedule(0, rate, steps // 10, steps + 5)

    parts = jax.tree_util.tree_map_with_path(lambda path, _: path[0].key, taught)
    rules = {"layers": optax.adamw(slowing(RATE), weight_decay=0.01)}
    rules["heads"] = optax.adamw(slowing(HEAD_RATE), weight_decay=0.05)
    return optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(rules, parts))
