"""Parts of speech, by a trained model that lies in a package: no download, the same everywhere.

The model (a conditional random field over the words around each) and the names of its features are those of
`gruut`, https://github.com/rhasspy/gruut; its tags are those of the Penn Treebank.
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
    last = len(words) - 1
    items: list[_Features] = []
    for at, word in enumerate(words):
        features = dict(_local(word, ""))
        if at == 0:
            features["BOS"] = 1.0
        if at == last:
            features["EOS"] = 1.0
        for step in _AROUND:
            if 0 <= at + step <= last:
                features |= _local(words[at + step], f"{step:+d}:")
        items.append(features)
    return list(_model().tag(pycrfsuite.ItemSequence(items))) if items else []


@lru_cache(maxsize=1)
def _model() -> "pycrfsuite.Tagger":
    model = pycrfsuite.Tagger()
    model.open(str(files("gruut_lang_en") / "pos" / "model.crf"))
    return model


@lru_cache(maxsize=65_536)
def _local(word: str, prefix: str) -> _Features:
    """What a word tells by itself; `prefix` says how far away it stands."""
    features = {
        f"{prefix}bias": 1.0,
        f"{prefix}word:{b64encode(word.encode()).decode('ascii')}": 1.0,
        f"{prefix}len(word)": float(len(word)),
        f"{prefix}word.ispunctuation": float(word in string.punctuation),
        f"{prefix}word.isdigit()": float(word.isdigit()),
    }
    for size in (2, 3):
        features[f"{prefix}word[:{size}]:{word[:size]}"] = 1.0
        features[f"{prefix}word[-{size}:]:{word[-size:]}"] = 1.0
    return features
