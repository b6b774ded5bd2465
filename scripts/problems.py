"""Collects what is wrong with the parts of a document, so that all of it is reported at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from openapi_document import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Generator


class Problems:
    """What stops the generation: one line for each part of a document."""

    def __init__(self) -> None:
        """Begin without any."""
        self.found: list[str] = []

    @contextmanager
    def part(self) -> Generator[None]:
        """Note why a part of the document stops, and go on after it."""
        try:
            yield
        except UnsupportedError as error:
            self.found += str(error).splitlines()

    def stop(self) -> None:
        """Raise an error if there are any.

        Raises:
            UnsupportedError: All of them, each once.
        """
        if self.found:
            raise UnsupportedError("\n".join(dict.fromkeys(self.found)))
