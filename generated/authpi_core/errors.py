"""Defines the error of the plain client."""

from __future__ import annotations


class UnexpectedStatus(Exception):  # noqa: N818 - the name says what was received
    """A response whose status is not 2xx.

    Attributes:
        status_code: The HTTP status.
        content: The body.
    """

    def __init__(self, status_code: int, content: bytes = b"") -> None:
        """Store the response.

        Args:
            status_code: The HTTP status.
            content: The body.
        """
        super().__init__(status_code)  # the body is not passed, since the repr shows it and it may contain secrets
        self.status_code = status_code
        self.content = content

    def __str__(self) -> str:
        """Return a message with the status."""
        return f"the response has the status {self.status_code}"
