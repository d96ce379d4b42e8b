"""`python -m evals.teaching.tagger TEACHER`: trains the planner's tagger on our own texts, as a larger model tags them.

TEACHER is the file of a model whose features are those of `agent.planner.text.tagger`: the one for parts of speech of
`gruut`'s English package. Packages without a wheel are not installed, so the planner carries a small pupil of it.
"""

import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pycrfsuite

from agent.planner.text.limits import readable
from agent.planner.text.sentences import Kind, clauses
from agent.planner.text.tagger import features
from agent.planner.text.tokens import spoken
from evals.cases import read_cases
from evals.pattern_cases import read_pattern_cases
from knowledge import load

SETTINGS = {
    "c1": 0.2, "c2": 0.2, "max_iterations": 120, "feature.minfreq": 2, "feature.possible_transitions": True,
}  # fmt: skip
"""Of the trainer: a share of plain weights, so that most features have none."""
EVERY = 10
"""Each tenth sentence is kept apart, to see how often pupil and teacher agree."""


def sentences() -> Iterator[list[str]]:
    """Words of the clauses of our texts; cases that are held back are none of these."""
    texts = [case.text for folder in ("short", "extraction") for case in read_cases(folder)]
    texts += [case.text for case in read_pattern_cases("patterns.yaml")]
    texts += [document.text for document in load().documents]
    texts += ["\n".join(document.head.asked) for document in load().documents]
    for text in texts:
        for clause in clauses(readable(text)):
            if clause.kind is not Kind.CODE:
                words = [token.text for token in spoken(clause.text)]
                if words:
                    yield words


def main(arguments: list[str]) -> None:
    teacher = pycrfsuite.Tagger()
    teacher.open(arguments[0])
    taught: list[tuple[Any, list[str]]] = []
    apart: list[tuple[Any, list[str]]] = []
    for at, words in enumerate(sentences()):
        items = pycrfsuite.ItemSequence(features(words))
        (apart if at % EVERY == 0 else taught).append((items, teacher.tag(items)))
    trainer = pycrfsuite.Trainer(verbose=False)
    for items, tags in taught:
        trainer.append(items, tags)
    trainer.set_params(SETTINGS)
    file = Path(str(resources.files("agent.planner.text") / "tagger.crf"))
    trainer.train(str(file))
    pupil = pycrfsuite.Tagger()
    pupil.open(str(file))
    pairs = [pair for items, tags in apart for pair in zip(pupil.tag(items), tags, strict=True)]
    agreed = sum(1 for one, other in pairs if one == other) / len(pairs)
    told = sum(len(tags) for _, tags in taught)
    print(
        f"{told} words taught, {file.stat().st_size // 1024} KiB; of {len(pairs)} others {agreed:.4f} are tagged alike"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
