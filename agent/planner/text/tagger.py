"""Parts of speech, by a small trained model that lies beside this module: no download, the same everywhere.

A conditional random field over the words around each; `evals/teaching/tagger.py` trains it. Its tags are those of the
Penn Treebank, and the names of its features those of `gruut`, https://github.com/rhasspy/gruut.
"""

import string
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import pycrfsuite

_AROUND = (-2, -1, 1, 2)
_Features = dict[str, float]


def tags(words: Sequence[str]) -> list[str]:
    """The tag of each word of a sentence: `NN`, `VBZ`, …"""
    return list(_model().tag(pycrfsuite.ItemSequence(features(words)))) if words else []


def features(words: Sequence[str]) -> list[_Features]:
    """What the model sees of each word: itself, its ends, and the same of two on either side."""
    last = len(words) - 1
    items: list[_Features] = []
    for at, word in enumerate(words):
        found = dict(_local(word, ""))
        if at == 0:
            found["BOS"] = 1.0
        if at == last:
            found["EOS"] = 1.0
        for step in _AROUND:
            if 0 <= at + step <= last:
                found |= _local(words[at + step], f"{step:+d}:")
        items.append(found)
    return items


@lru_cache(maxsize=1)
def _model() -> "pycrfsuite.Tagger":
    model = pycrfsuite.Tagger()
    model.open(str(files(__package__) / "tagger.crf"))
    return model


@lru_cache(maxsize=65_536)
def _local(word: str, prefix: str) -> _Features:
    """What a word tells by itself; `prefix` says how far away it stands."""
    found = {
        f"{prefix}bias": 1.0,
        f"{prefix}word:{b64encode(word.encode()).decode('ascii')}": 1.0,
        f"{prefix}len(word)": float(len(word)),
        f"{prefix}word.ispunctuation": float(word in string.punctuation),
        f"{prefix}word.isdigit()": float(word.isdigit()),
    }
    for size in (2, 3):
        found[f"{prefix}word[:{size}]:{word[:size]}"] = 1.0
        found[f"{prefix}word[-{size}:]:{word[-size:]}"] = 1.0
    return found
