"""Commands of the operator: serve."""

import argparse
import sys

from app.core.config import ConfigurationError, get_settings
from app.server import serve


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m app.cli")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="run the server")
    parser.parse_args(arguments)
    try:
        serve(get_settings())
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
