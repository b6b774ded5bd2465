"""Collects the problems of a document, so that all of them are reported at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from openapi_document import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Generator


class Problems:
    """The problems that prevent the generation, with a line for each part of the document."""

    def __init__(self) -> None:
        """Start without problems."""
        self.found: list[str] = []

    @contextmanager
    def part(self) -> Generator[None]:
        """Record the error of a part of the document, and continue with the next part."""
        try:
            yield
        except UnsupportedError as error:
            self.found += str(error).splitlines()

    def stop(self) -> None:
        """Raise an error if there are any.

        Raises:
            UnsupportedError: The message has all problems, without repetitions.
        """
        if self.found:
            raise UnsupportedError("\n".join(dict.fromkeys(self.found)))
