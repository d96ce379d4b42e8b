"""Serves the contract as it was written, and its reference page."""

from pathlib import Path

from fastapi import APIRouter, Response

router = APIRouter()
_ROOT = Path(__file__).resolve().parents[2]
_CONTRACT = (_ROOT / "openapi.json").read_bytes()
_PAGE = (_ROOT / "docs.html").read_bytes()
_PAGE_POLICY = (
    "default-src 'none'; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'; "
    "style-src 'sha256-pXYEpiOZLGDC42YnoqN/o7cdP5v8oQ9vjHRxjPPX7Pg='; "
    "script-src 'sha256-ELonKKR2rF3gi2HymcNoUyoLh1CSKvWO5umD+kACjr0='"
)


@router.get("/openapi.json")
async def contract() -> Response:
    """Return the OpenAPI document, byte for byte."""
    return Response(_CONTRACT, media_type="application/json")


@router.get("/docs")
async def reference() -> Response:
    """Return the reference page; it needs no network."""
    return Response(_PAGE, media_type="text/html", headers={"Content-Security-Policy": _PAGE_POLICY})
