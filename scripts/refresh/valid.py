"""Checks that a document is a valid OpenAPI 3.1 document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openapi_document import UnsupportedError, pointer
from openapi_spec_validator import OpenAPIV31SpecValidator

if TYPE_CHECKING:
    from openapi_document import Document


def check_valid(document: Document) -> None:
    """Raise an error for the first part of a document that is not valid.

    Args:
        document: The document.

    Raises:
        UnsupportedError: The JSON pointer of the part, and what is invalid.
    """
    if not str(document.get("openapi", "")).startswith("3.1."):
        key = "swagger" if "swagger" in document else "openapi"
        raise UnsupportedError(f"#/{key}: version {document.get(key)!r}; convert the document to OpenAPI 3.1")
    error: Any = next(iter(OpenAPIV31SpecValidator(document).iter_errors()), None)  # pyright: ignore[reportArgumentType] - a mapping with any values
    if error is not None:
        where = pointer("#", *error.absolute_path)
        raise UnsupportedError(f"{where}: invalid: {_short(str(error.message))}; correct it with an overlay action")


def _short(text: str) -> str:
    """Shorten a message, which may quote a large part of the document."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= 200 else f"{line[:200]}…"  # noqa: PLR2004 - one or two lines of a terminal
