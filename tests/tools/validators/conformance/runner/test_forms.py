"""A form as it is sent, read by another library."""

import base64
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tools.validators.conformance.runner.forms import BOUNDARY, MEDIA_TYPE, form_body

CONTENTS = st.binary(max_size=40).filter(lambda content: BOUNDARY.encode() not in content)


@given(CONTENTS, st.text("ab \u00fc.'", min_size=1, max_size=10))
def test_files_arrive_as_they_are(content: bytes, text: str) -> None:
    file: dict[str, Any] = {
        "name": "file", "file_name": 'a"b\r\n.png', "file_media_type": "image/png",
        "file_content": base64.b64encode(content).decode(),
    }  # fmt: skip
    body = form_body([file, {"name": "title", "text": text}])
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {MEDIA_TYPE}\r\n\r\n".encode() + body)
    first, second = message.iter_parts()
    assert first.get_content_type() == "image/png"
    assert str(first["content-disposition"]) == 'form-data; name="file"; filename="a%22b%0D%0A.png"'
    assert first.get_payload(decode=True) == content
    assert second.get_payload(decode=True) == text.encode()
