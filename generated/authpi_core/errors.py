"""The error of the plain client."""

from __future__ import annotations


class UnexpectedStatus(Exception):  # noqa: N818 - it is no fault of this package: the name says what came
    """An answer that is no success.

    Attributes:
        status_code: The HTTP status.
        content: The body.
    """

    def __init__(self, status_code: int, content: bytes = b"") -> None:
        """Keep the answer.

        Args:
            status_code: The HTTP status.
            content: The body.
        """
        super().__init__(status_code)  # what a repr shows: the body may hold secrets
        self.status_code = status_code
        self.content = content

    def __str__(self) -> str:
        """Name the status."""
        return f"the API answered {self.status_code}"
