"""Escapes texts of a document for Markdown."""

from __future__ import annotations

import re


def code(text: str) -> str:
    """Write a text as a code span, so that it cannot end its line or become a link or an image.

    Args:
        text: The text.

    Returns:
        A code span.
    """
    return "`" + re.sub(r"\s+", " ", text.replace("`", "'")) + "`"


def cell(text: str) -> str:
    """Write a text as a code span in a table, so that it cannot end its cell.

    Args:
        text: The text.

    Returns:
        A code span; empty for an empty text.
    """
    return code(text).replace("|", "\\|") if text else ""


def block(introduction: str, lines: list[str], language: str = "python") -> list[str]:
    """Write lines as a block of code.

    Args:
        introduction: What stands before it.
        lines: The lines.
        language: Their language.

    Returns:
        Lines of Markdown; none without lines.
    """
    if not lines:
        return []
    longest = max((len(run) for run in re.findall("`+", "\n".join(lines))), default=0)
    fence = "`" * max(3, longest + 1)
    return [introduction, "", f"{fence}{language}", *"\n".join(lines).rstrip("\n").splitlines(), fence, ""]
