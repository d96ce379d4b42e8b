"""Writes artifacts into a directory: all or nothing, and never over somebody's own work."""

from tools.output.directory import Target, edited_files, inspect, read_output
from tools.output.manifest import FileEntry, Manifest
from tools.output.paths import check_paths, safe_path
from tools.output.transaction import recover
from tools.output.version import generator_version, source_hash
from tools.output.write import Delivery, write

__all__ = [
    "Delivery",
    "FileEntry",
    "Manifest",
    "Target",
    "check_paths",
    "edited_files",
    "generator_version",
    "inspect",
    "read_output",
    "recover",
    "safe_path",
    "source_hash",
    "write",
]
