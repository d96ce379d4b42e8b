"""TypeScript projects: a Node, and the packages of their lock where Node looks for them."""

from pathlib import Path

from tools.errors import CheckFailed
from tools.validators.runtime.node import reachable_node
from tools.validators.runtime.node_packages import LOCK, MANIFEST, MODULES, node_packages
from tools.validators.runtime.toolchains.toolchain import Toolchain

# What is not installed is not fetched while the project runs, and nobody waits for an answer.
VARIABLES = {
    "NO_COLOR": "1",
    "npm_config_offline": "true",
    "npm_config_update_notifier": "false",
    "npm_config_yes": "false",
}


def install(project: Path) -> Toolchain:
    """The project's packages, linked into its folder out of the cache where they were installed before."""
    if not (project / LOCK).is_file() or not (project / MANIFEST).is_file():
        raise CheckFailed(
            "The project locks no dependencies.",
            code="no-lock",
            hint=f"Expected: {MANIFEST} and {LOCK}.",
        )
    node = reachable_node()
    packages = node_packages((project / MANIFEST).read_bytes(), (project / LOCK).read_bytes(), node)
    # Node looks for packages in the folders around a module and nowhere else.
    (project / MODULES).symlink_to(packages, target_is_directory=True)
    return Toolchain(node.version, (node.programs,), VARIABLES)
