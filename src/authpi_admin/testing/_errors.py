"""Refusals of the local Core API: what a handler raises and the `ApiError` body that it becomes."""

import secrets
from collections.abc import Sequence
from typing import Any

FieldError = dict[str, str]


class Refusal(ValueError):  # noqa: N818  an answer of the API; a wrong argument where there was no request
    """An answer other than success: status, machine-readable code, a sentence, further members of the body."""

    def __init__(self, status: int, error: str, description: str, **members: Any) -> None:
        super().__init__(description)
        self.status = status
        self.headers: dict[str, str] = members.pop("headers", {})
        self.members = {"error": error, "error_description": description, **members}

    def body(self) -> dict[str, Any]:
        """The JSON body, with a new reference."""
        retryable = self.status in {408, 429, 502, 503, 504} or "retry_after" in self.members
        return {"reference": f"ref_{secrets.token_hex(8)}", "retryable": retryable, **self.members}


def invalid(fields: Sequence[FieldError]) -> Refusal:
    names = ", ".join(dict.fromkeys(field["field"] for field in fields))
    return Refusal(400, "validation_error", f"The request is invalid: {names}.", fields=list(fields))


def invalid_field(field: str, code: str, message: str) -> Refusal:
    return invalid([{"field": field, "code": code, "message": message}])


def not_found(what: str) -> Refusal:
    return Refusal(404, "not_found", f"There is no such {what}.")


def conflict(description: str) -> Refusal:
    return Refusal(409, "conflict", description)


def unauthorized(description: str) -> Refusal:
    challenge = 'Basic realm="AuthPI", Bearer realm="AuthPI"'
    return Refusal(401, "unauthorized", description, headers={"www-authenticate": challenge})


def retry_later(status: int, error: str, description: str, retry_after: float | None) -> Refusal:
    """A refusal that may end by itself, with `Retry-After` where `retry_after` is given."""
    if retry_after is None:
        return Refusal(status, error, description)
    headers = {"retry-after": f"{retry_after:g}"}
    return Refusal(status, error, description, headers=headers, retry_after=round(retry_after))
