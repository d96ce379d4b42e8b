"""Reads the documents of a folder; what cannot be used is reported and left out."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from knowledge.document import FrontMatter, KnowledgeDocument
from knowledge.frontmatter import Malformed, split
from knowledge.screening import trick_in
from tools.errors import BadInput

MAX_BYTES = 65_536
"""A larger document is left out."""
MAX_DOCUMENTS = 2_000


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was left out, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Library:
    """The usable documents in the order of their ids, and what was left out."""

    documents: tuple[KnowledgeDocument, ...]
    problems: tuple[Problem, ...] = ()


def default_root() -> Path:
    """The folder of the documents that come with the agent."""
    return Path(__file__).parent / "documents"


def load(root: Path | None = None) -> Library:
    """All documents of a folder (`*.md`, not recursive). Raises BadInput when there is no such folder.

    A malformed or poisoned document, or a rule that an earlier document has already, never breaks a run: the
    document is left out and listed in `problems`.
    """
    folder = default_root() if root is None else root
    if not folder.is_dir():
        raise BadInput(
            f"There is no folder of documents at {folder}.",
            hint="Point the setting at a folder with Markdown files.",
            code="no-documents",
        )
    documents: list[KnowledgeDocument] = []
    problems: list[Problem] = []
    rules: dict[str, str] = {}
    paths = sorted(folder.glob("*.md"), key=lambda path: path.name)
    for path in paths[:MAX_DOCUMENTS]:
        try:
            document = read(path)
            _claim(document, rules)
        except (Malformed, OSError) as error:
            problems.append(Problem(path.name, str(error)))
        else:
            documents.append(document)
    problems += [Problem(path.name, f"more than {MAX_DOCUMENTS} documents") for path in paths[MAX_DOCUMENTS:]]
    return Library(tuple(documents), tuple(problems))


def read(path: Path) -> KnowledgeDocument:
    """One document. Raises Malformed, whose message says what is wrong, or OSError."""
    if path.is_symlink() or not path.is_file():
        raise Malformed("it is no ordinary file")
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Malformed(f"it is larger than {MAX_BYTES} bytes")
    try:
        whole = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Malformed("it is not UTF-8 text") from error
    trick = trick_in(whole)
    if trick is not None:
        raise Malformed(f"it contains {trick}")
    data, text = split(whole)
    try:
        head = FrontMatter.model_validate(data)
    except ValidationError as error:
        raise Malformed(_first(error)) from error
    if head.id != path.stem:
        raise Malformed(f"its id {head.id!r} is not its file name")
    return KnowledgeDocument(head, text, hashlib.sha256(raw).hexdigest())


def _claim(document: KnowledgeDocument, rules: dict[str, str]) -> None:
    ids = [rule.id for rule in document.head.rules]
    for rule in ids:
        if rule in rules or ids.count(rule) > 1:
            raise Malformed(f"its rule {rule} is already in {rules.get(rule, document.id)}")
    rules.update(dict.fromkeys(ids, document.id))


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"its front matter is wrong at {where or 'the top'}: {first['msg']}"
