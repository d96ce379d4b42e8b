"""Words of paths that mean something by themselves; the lists stand in `words.yaml`."""

from importlib.resources import files

import yaml

_DATA: dict[str, str] = yaml.safe_load((files(__package__) / "words.yaml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_DATA[name].split())


NO_THINGS = _words("no_things")
KEPT = _words("kept")
REPORTS = _words("reports")
TOGGLES = _words("toggles")
ACCOUNTS = _words("accounts")
SERVED = _words("served")
ACTS = _words("acts")
