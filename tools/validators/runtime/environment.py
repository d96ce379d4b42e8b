"""The environment that foreign programs see: nothing of ours but what the job needs."""

import os
from collections.abc import Mapping
from pathlib import Path

SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# What package installers read to find their index, its certificates and their caches.
INDEX_PREFIXES = ("PIP_", "UV_", "NPM_CONFIG_")
INDEX_NAMES = frozenset(
    {
        "ALL_PROXY",
        "CURL_CA_BUNDLE",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "NETRC",
        "NODE_EXTRA_CA_CERTS",
        "NO_PROXY",
        "REQUESTS_CA_BUNDLE",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_DIRS",
        "XDG_CONFIG_HOME",
    }
)


def clean_environment(home: Path, variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """For running generated code: fixed locale and zone, ``home`` as home and temporary folder."""
    return {
        "PATH": SYSTEM_PATH,
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        **(variables or {}),
    }


def index_environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """For installers, which run as ourselves: our PATH, home and package index settings, nothing else."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in INDEX_NAMES or name.upper().startswith(INDEX_PREFIXES)
    }
    own = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {"PATH": SYSTEM_PATH, "LANG": "C.UTF-8", **own, **kept, **(variables or {})}
