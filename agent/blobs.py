"""Contents by their hash: the state of a run holds hashes only."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from tools.errors import AgentError

_SHA256 = re.compile(r"[0-9a-f]{64}")


class BlobLost(AgentError):
    """A content is gone, or is no longer what its hash says."""

    code = "blob-lost"

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"The content {sha256[:12]} is missing or damaged.", hint="Make it again.")


class MemoryBlobs:
    """Contents for the length of the process."""

    def __init__(self) -> None:
        self._contents: dict[str, str] = {}

    def put(self, content: str) -> str:
        key = _hash(content.encode())
        self._contents[key] = content
        return key

    def get(self, sha256: str) -> str:
        try:
            return self._contents[sha256]
        except KeyError:
            raise BlobLost(sha256) from None


class FileBlobs:
    """Contents in a folder, one file each; whole or not there, and checked when they are read."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, content: str) -> str:
        data = content.encode()
        key = _hash(data)
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # Also over an older one, for that one may be damaged.
        os.replace(draft, path)
        return key

    def get(self, sha256: str) -> str:
        if not _SHA256.fullmatch(sha256):
            raise BlobLost(sha256)
        try:
            data = self._path(sha256).read_bytes()
        except OSError as error:
            raise BlobLost(sha256) from error
        if _hash(data) != sha256:
            raise BlobLost(sha256)
        return data.decode()

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
