"""A form as it is sent (RFC 7578); the standard library alone."""

import base64
from typing import Any

BOUNDARY = "----7MA4YWxkTrZu0gW"
MEDIA_TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def form_body(parts: list[dict[str, Any]]) -> bytes:
    """The body: a part with a `file_content` (base64) is a file with its `file_name` and `file_media_type`."""
    pieces = []
    for part in parts:
        head = f'Content-Disposition: form-data; name="{_quoted(part["name"])}"'
        if "file_content" in part:
            head += f'; filename="{_quoted(part.get("file_name", "file"))}"'
            if "file_media_type" in part:
                head += f"\r\nContent-Type: {part['file_media_type']}"
            content = base64.b64decode(part["file_content"])
        else:
            content = str(part["text"]).encode()
        pieces.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + content + b"\r\n")
    return b"".join(pieces) + f"--{BOUNDARY}--\r\n".encode()


def _quoted(text: str) -> str:
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
