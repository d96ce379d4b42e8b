"""Where the fuzzer finds its hooks, and what it tells them: read here without loading the fuzzer."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
MODULE = "tools.validators.live.fuzzing.hooks"
FEED_VARIABLE = "BACKEND_ENGINEER_FEED"
BASE_VARIABLE = "BACKEND_ENGINEER_BASE_URL"
