"""Defines the exceptions that become error responses of the local Core API."""

import secrets
from collections.abc import Sequence
from typing import Any

FieldError = dict[str, str]


class HttpProblem(ValueError):  # noqa: N818 - an error response, and for callers of `CoreAPI` an invalid argument
    """An error response: status, machine-readable code, description and further members of the body."""

    def __init__(self, status: int, error: str, description: str, **members: Any) -> None:
        super().__init__(description)
        self.status = status
        self.headers: dict[str, str] = members.pop("headers", {})
        self.members = {"error": error, "error_description": description, **members}

    def body(self) -> dict[str, Any]:
        retryable = self.status in {408, 429, 502, 503, 504} or "retry_after" in self.members
        return {"reference": f"ref_{secrets.token_hex(8)}", "retryable": retryable, **self.members}


def invalid_request(description: str, status: int = 400) -> HttpProblem:
    return HttpProblem(status, "invalid_request", description)


def invalid(fields: Sequence[FieldError]) -> HttpProblem:
    names = ", ".join(dict.fromkeys(field["field"] for field in fields))
    return HttpProblem(400, "invalid_request", f"The request is invalid: {names}.", fields=list(fields))


def invalid_field(field: str, code: str, message: str) -> HttpProblem:
    return invalid([{"field": field, "code": code, "message": message}])


def not_found(what: str) -> HttpProblem:
    return HttpProblem(404, "not_found", f"The {what} does not exist.")


def conflict(description: str) -> HttpProblem:
    return HttpProblem(409, "conflict", description)


def unauthorized(description: str, error: str = "unauthorized_client") -> HttpProblem:
    challenge = 'Basic realm="AuthPI", Bearer realm="AuthPI"'
    return HttpProblem(401, error, description, headers={"www-authenticate": challenge})


def retry_later(status: int, error: str, description: str, retry_after: float | None) -> HttpProblem:
    """Return a temporary error, with `Retry-After` if `retry_after` is given, in seconds."""
    if retry_after is None:
        return HttpProblem(status, error, description)
    headers = {"retry-after": f"{retry_after:g}"}
    return HttpProblem(status, error, description, headers=headers, retry_after=round(retry_after))
