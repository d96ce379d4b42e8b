"""Forms with files, as the interpreting backend reads them, and the files that it answers with."""

import base64
import re
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import quote, unquote

from tools.blueprint.plan.shapes import Shape

Faults = frozenset[str]
Errors = list[dict[str, str]]


def parsed(content_type: str, content: bytes) -> list[tuple[str, str | None, str, bytes]]:
    """Parts in order: name, file name, media type, content. ValueError where it is no form."""
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + content)
    if not message.is_multipart() or message.defects:
        raise ValueError("no form")
    found = []
    for part in message.iter_parts():
        told = re.findall(r'(name|filename)="([^"]*)"', str(part["content-disposition"]))
        names = {name: unquote(value) for name, value in told}
        payload = part.get_payload(decode=True)
        media_type = part.get_content_type() if "content-type" in part else "application/octet-stream"
        found.append((names["name"], names.get("filename"), media_type, payload))
    return found


def form_values(body: Shape, content_type: str, content: bytes, faults: Faults) -> tuple[dict[str, Any], Errors]:
    """The values by their names on the wire, and what is wrong with single parts."""
    files: dict[str, dict[str, str]] = {}
    for field in body.fields:
        if field.file is not None:
            files.setdefault(field.file.wire, {})[field.file.holds] = field.wire
    companions = {of[holds] for of in files.values() for holds in ("name", "media_type")}
    values: dict[str, Any] = {}
    errors: Errors = []
    for name, file_name, media_type, data in parsed(content_type, content):
        if name in companions or (file_name is not None and name not in files):
            errors.append(_wrong(name, "unknown"))
        elif (file_name is None) is (name in files):
            errors.append(_wrong(name, "type"))
        elif name in values and "parts stand twice" not in faults:
            errors.append(_wrong(name, "format"))
        elif file_name is not None:
            told = file_name if "paths of files" in faults else file_name.replace("\\", "/").rpartition("/")[2]
            values[name] = base64.b64encode(data[:-1] if "cuts files" in faults else data).decode()
            values[files[name]["name"]] = "file" if "forgets names" in faults else told
            values[files[name]["media_type"]] = "text/plain" if "any file is text" in faults else media_type
        else:
            values[name] = data.decode()
    return values, errors


def about_files(body: Shape, errors: Errors) -> Errors:
    """What is wrong with a file's name or media type is told of the file."""
    parts = {f"/{field.wire}": f"/{field.file.wire}" for field in body.fields if field.file is not None}
    return [{**error, "pointer": parts.get(error["pointer"], error["pointer"])} for error in errors]


def file_headers(name: str | None, media_type: str | None, faults: Faults) -> dict[str, str]:
    """The headers of a file as an answer."""
    named = f"; filename*=UTF-8''{quote(name, safe='')}" if name else ""
    shown = "inline" if "files are shown" in faults else "attachment"
    return {
        "Content-Type": "text/html" if "files are pages" in faults else media_type or "application/octet-stream",
        "Content-Disposition": f"{shown}{named}",
    }


def _wrong(name: str, code: str) -> dict[str, str]:
    return {"pointer": f"/{name}", "code": code, "message": "This is not right."}
