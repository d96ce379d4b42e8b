"""What is shown of checks."""

from rich.console import Console

from agent.cli.summary import show_evidence
from tools.validators.evidence import Evidence, Finding


def test_what_to_do_about_a_finding_is_shown() -> None:
    finding = Finding(
        code="install-failed", message="It cannot be installed.", where="install", hint="No route to host."
    )
    row = Evidence(
        validator="build", version="1", level="build", subject="install", status="failed", findings=(finding,)
    )
    console = Console(width=200, record=True)
    show_evidence(console, (row,))
    assert "install: It cannot be installed. No route to host." in console.export_text()
