"""The encoder and the layers over it, in JAX: as `agent.planner.text.encoder` and `evidence.weigh` run them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

from agent.planner.text.encoder import WIDTH
from agent.planner.text.encoder.windows import LENGTH
from agent.planner.text.evidence.weigh import BESIDE

Tree = dict[str, Any]
"""Arrays by name, nested."""
HEADS = 12
"""Heads of attention."""
HIDDEN = 48
"""Numbers that are made of each name's places, and of the signs."""
_NONE = -30.0
"""Less than any number of a place."""


def base(file: Path) -> Tree:
    """The weights of a BERT model: `emb` and `layers`."""
    told = {name.removeprefix("bert."): value for name, value in load_file(file).items()}
    word = told["embeddings.word_embeddings.weight"]
    count = 1 + max(int(name.split(".")[2]) for name in told if name.startswith("encoder.layer."))
    return {
        "emb": {
            "word": word,
            "pos": told["embeddings.position_embeddings.weight"],
            "typ": told["embeddings.token_type_embeddings.weight"][0],
            "g": told["embeddings.LayerNorm.weight"],
            "b": told["embeddings.LayerNorm.bias"],
        },
        "layers": [_layer_of(told, f"encoder.layer.{at}.") for at in range(count)],
    }


def _layer_of(told: Mapping[str, Any], prefix: str) -> Tree:
    def dense(name: str) -> Tree:
        return {"w": told[f"{prefix}{name}.weight"].T.copy(), "b": told[f"{prefix}{name}.bias"]}

    return {
        "q": dense("attention.self.query"),
        "k": dense("attention.self.key"),
        "v": dense("attention.self.value"),
        "o": dense("attention.output.dense"),
        "g1": told[f"{prefix}attention.output.LayerNorm.weight"],
        "b1": told[f"{prefix}attention.output.LayerNorm.bias"],
        "i": dense("intermediate.dense"),
        "f": dense("output.dense"),
        "g2": told[f"{prefix}output.LayerNorm.weight"],
        "b2": told[f"{prefix}output.LayerNorm.bias"],
    }


def head(signs: int, slots: int, seed: int) -> Tree:
    """Weights to begin with, of a model with so many signs and names."""
    draw = np.random.RandomState(seed)

    def some(*shape: int) -> Any:
        return jnp.asarray(draw.randn(*shape).astype(np.float32) * 0.02)

    return {
        "a": [some(2 * WIDTH, HIDDEN) for _ in range(slots)],
        "b": [jnp.zeros(HIDDEN) for _ in range(slots)],
        "s": some(signs, HIDDEN),
        "o": some(HIDDEN * (slots + len(BESIDE[slots]) + 1), 1),
        "d": jnp.zeros(signs),
        "c": jnp.asarray(-2.0),
    }


def embedded(embedding: Tree, ids: Any) -> Any:
    told = embedding["word"][ids] + embedding["pos"][:LENGTH] + embedding["typ"]
    return _norm(told, embedding["g"], embedding["b"])


def through(layers: Sequence[Tree], told: Any, ids: Any) -> Any:
    """What the layers make of windows of pieces; zeros of `ids` are not looked at."""
    mask = (ids == 0)[:, None, None, :] * -1e9
    for layer in layers:
        told = _layer(layer, told, mask)
    return told


def _layer(layer: Tree, told: Any, mask: Any) -> Any:
    windows, pieces, width = told.shape

    def split(name: str) -> Any:
        return _dense(layer[name], told).reshape(windows, pieces, HEADS, width // HEADS).transpose(0, 2, 1, 3)

    scores = split("q") @ split("k").transpose(0, 1, 3, 2) / np.sqrt(width // HEADS) + mask
    seen = (jax.nn.softmax(scores, -1) @ split("v")).transpose(0, 2, 1, 3).reshape(windows, pieces, width)
    told = _norm(told + _dense(layer["o"], seen), layer["g1"], layer["b1"])
    wide = jax.nn.gelu(_dense(layer["i"], told), approximate=False)
    return _norm(told + _dense(layer["f"], wide), layer["g2"], layer["b2"])


def _dense(layer: Tree, told: Any) -> Any:
    return told @ layer["w"] + layer["b"]


def _norm(told: Any, gain: Any, bias: Any) -> Any:
    middle = told.mean(-1, keepdims=True)
    spread = ((told - middle) ** 2).mean(-1, keepdims=True)
    return (told - middle) / jnp.sqrt(spread + 1e-12) * gain + bias


def pooled(told: Any, pieces: Any, names: Any, shares: Any, count: int) -> Any:
    """Mean and greatest over the pieces of each of `count` names: piece `pieces[i]` is one of `names[i]`."""
    seen = told.reshape(-1, WIDTH)[pieces]
    mean = jax.ops.segment_sum(seen * shares[:, None], names, count)
    most = jax.ops.segment_max(jnp.where(shares[:, None] > 0, seen, _NONE), names, count)
    return jnp.concatenate([mean, jnp.where(most < _NONE / 2, 0.0, most)], 1)


def sums(weights: Tree, names: Any, signs: Any, slots: Any, key: Any = None) -> Any:
    """Log odds of rows; with a key a part of what is seen is left out, so that nothing hangs on a single number."""
    hidden = [names[slots[:, at]] @ weights["a"][at] + weights["b"][at] for at in range(len(weights["a"]))]
    hidden += [hidden[one] * hidden[other] for one, other in BESIDE[len(hidden)]]
    told = jax.nn.gelu(jnp.concatenate([*hidden, signs @ weights["s"]], 1))
    if key is not None:
        told = told * jax.random.bernoulli(key, 0.8, told.shape) / 0.8
    return (told @ weights["o"])[:, 0] + signs @ weights["d"] + weights["c"]
