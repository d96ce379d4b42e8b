"""What the fuzzer is told of files."""

import json

from tools.validators.live.fuzzing.contract import fuzzable


def test_files_have_no_greatest_length_and_all_else_stays() -> None:
    file = {"type": "string", "format": "binary", "minLength": 1, "maxLength": 300}
    text = {"type": "string", "maxLength": 300}
    named = {"format": {"type": "string"}, "maxLength": {"type": "integer"}}
    contract = {"schemas": [{"properties": {"file": file, "text": text}}, {"properties": named}]}
    found = json.loads(fuzzable(json.dumps(contract).encode()))
    shown = {"type": "string", "format": "binary", "minLength": 1}
    assert found["schemas"][0]["properties"] == {"file": shown, "text": text}
    assert found["schemas"][1]["properties"] == named
