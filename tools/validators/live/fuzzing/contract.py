"""The contract as the fuzzer gets it."""

import json
from typing import Any


def fuzzable(contract: bytes) -> str:
    """The contract without the greatest lengths of files.

    The fuzzer makes files of its own, which are short, and takes one for too long that is not; that files of too many
    bytes are refused the conformance suite finds out.
    """
    return json.dumps(_unbounded(json.loads(contract)))


def _unbounded(part: Any) -> Any:
    if isinstance(part, list):
        return [_unbounded(item) for item in part]
    if not isinstance(part, dict):
        return part
    is_file = part.get("type") == "string" and part.get("format") == "binary"
    return {name: _unbounded(item) for name, item in part.items() if not (is_file and name == "maxLength")}
