"""Escapes text of an OpenAPI document for Python source, with one function for each place where text may appear.

All text of a document that is written to a Python file passes through these functions, so that it cannot become code.
It is never written into a comment.
"""

from __future__ import annotations

import json
import keyword
import re
import textwrap

from openapi_document import UnsupportedError

_WIDTH = 116


def docstring(text: str, indent: int) -> str:
    """Render the content of a docstring, without the triple double quotes.

    Args:
        text: The text.
        indent: The number of spaces before the docstring.

    Returns:
        The text; all lines except the first are indented.
    """
    safe = _visible(text.strip().replace("\\", "\\\\").replace('"""', "'''"))
    safe = f'{safe[:-1]}\\"' if safe.endswith('"') else safe
    lines = textwrap.wrap(safe, _WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return f"\n{' ' * indent}".join(lines) or "Not described."


def literal(value: object) -> str:
    """Render a string, a number or a boolean.

    Args:
        value: The value.

    Returns:
        Its literal; strings are in double quotes.
    """
    return repr(value) if isinstance(value, bool) else _visible(json.dumps(value, ensure_ascii=False))


def identifier(name: str) -> str:
    """Check the name of a class, a function, an argument, an attribute or a module.

    Args:
        name: The name.

    Returns:
        The same name.

    Raises:
        UnsupportedError: The name is not an identifier, is a keyword, or would be mangled or normalized by Python.
    """
    if not is_identifier(name):
        raise UnsupportedError(f"{name!r} is not a valid Python name: rename it")
    return name


def is_identifier(name: str) -> bool:
    """Return whether a name is usable in Python unchanged.

    Args:
        name: The name.

    Returns:
        Whether it is an ASCII identifier, not a keyword, and not mangled in a class.
    """
    return bool(re.fullmatch(r"(?!__)[A-Za-z_][A-Za-z0-9_]*", name)) and not keyword.iskeyword(name)


def members(values: list[str]) -> dict[str, str]:
    """Name the members of an enum.

    Args:
        values: The values in JSON.

    Returns:
        The value of each name. For values that differ only in case or punctuation, a number is appended to the name.
    """
    named: dict[str, str] = {}
    for value in values:
        plain = re.sub(r"\W+", "_", value, flags=re.ASCII).strip("_").upper()
        plain = plain if plain.isidentifier() else f"VALUE_{plain}"
        number = 1
        name = plain
        while name in named:
            number += 1
            name = f"{plain}_{number}"
        named[name] = value
    return named


def _visible(text: str) -> str:
    """Escape invisible characters, for example marks that reverse the direction of text."""
    return "".join(char if char.isprintable() or char in "\n\t\r\v\f" else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    """Write a character as an escape sequence."""
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"  # noqa: PLR2004 - the limit of \u
