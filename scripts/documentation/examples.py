"""Writes an example call of each method and endpoint function, which `tests/docs` runs."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

from openapi_document import alternatives, kinds

from documentation.surface import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from openapi_document import Schema

    from documentation.surface import Operation

BODIES = {
    "approvals.update": {"status": '"active"'},
    "members.create": {"member_id": "user_id", "member_type": '"user"'},
    "notes.create": {
        "subject_type": '"user"',
        "subject_id": "user_id",
        "issuer_id": "issuer_id",
        "content": '"Called about the invoice."',
    },
    "payment_methods.create": {"type": '"stripe"'},
    "users.update": {"status": '"suspended"', "status_reason": '"On leave."'},
    "webhooks.redeliver_failed": {"event_type": '"user.created"'},
}
"""Bodies with more than the required keys: for each operation, keys and Python expressions."""
SHORT_FORMS = {
    "NewUserInput": {"email": '"alice@example.com"', "display_name": '"Alice"'},
    "NewWebhookInput": {
        "url": '"https://example.com/hooks/authpi"',
        "auth": '{"type": "bearer"}',
        "events": '["user.created"]',
    },
}
"""Bodies of methods that accept a short form, by the name of their type."""
VALUES = {
    "agent_verifiers": {"type": '"secret"'},
    "agents": {"name": '"Support assistant"'},
    "api_keys": {"name": '"Nightly export"'},
    "clients": {"name": '"Web application"'},
    "groups": {"name": '"Engineering"'},
    "issuers": {"name": '"Production"'},
    "organizations": {"name": '"Acme"'},
    "tokens": {"name": '"Laptop"', "token": "token"},
    "users": {"username_type": '"email"', "username": '"alice@example.com"'},
    "verifiers": {"type": '"totp"', "name": '"Phone"', "code": "code", "enrollment_id": "enrollment_id"},
    "webhooks": {"name": '"Directory"', **SHORT_FORMS["NewWebhookInput"]},
    "": {
        "content": '"Resolved."',
        "description": '"Used for monthly reports."',
        "domain": '"example.com"',
        "email_invited": '"bob@example.com"',
        "enabled": "True",
        "fingerprint": '"a1b2c3d4"',
        "host": '"login.example.com"',
        "issuer_id": "issuer_id",
        "ref_id": "user_id",
        "ref_type": '"user"',
        "restrictions": '{"scopes": ["issuers.users:read"]}',
        "scopes": '["reports:read"]',
        "subject_id": "user_id",
        "subject_type": '"user"',
        "user_title": '"Engineer"',
    },
}
"""Python expressions for fields, by tag; `""` applies to every tag. Names stand for values of the reader's program."""
_WIDTH = 58
"""The maximum length of a call on one line, so that it fits into a block of code with `user = await` before it."""
_CHANGED = ("description", "content", "user_title", "enabled", "name", "status")
"""Keys that an example of an update may set if none is required; the first one that the body has is used."""


def example(callee: str, function: Callable[..., Any], operation: Operation, bound: str = "") -> str:
    """Write an example call.

    Args:
        callee: The called function, for example `admin.issuer(issuer_id).users.get`.
        function: The function, for its signature.
        operation: Its operation.
        bound: Arguments to pass first.

    Returns:
        Python source that runs where `admin` is a client and the names of ids are defined.
    """
    signature = inspect.signature(function)
    needed = [each.name for each in signature.parameters.values() if each.default is each.empty and each.name != "self"]
    arguments = [bound] * bool(bound)
    for name in needed:
        if name == "body":
            fields = SHORT_FORMS.get(signature.parameters["body"].annotation) or _fields(operation)
            arguments.append("{" + ", ".join(f'"{key}": {value}' for key, value in fields.items()) + "}")
        elif name != "client":
            arguments.append(name if f"{{{name}}}" in operation.path else _value(operation, name, {}))
    call = f"{callee}({', '.join(arguments)})"
    if arguments and len(call) > _WIDTH:
        call = "\n    ".join([f"{callee}(", *(f"{each}," for each in arguments)]) + "\n)"
    result = re.sub(r"^Page\[(.*)\]$", r"list[\1]", str(signature.return_annotation))
    if result.startswith("Pages["):
        return f"async for item in {call}:\n    print(item)"
    if result.startswith("list["):
        return f"items = await {call}\nfor item in items:\n    print(item)"
    return f"await {call}" if result == "None" else f"{_variable(result)} = await {call}"


def _variable(annotation: str) -> str:
    """Return the name of a variable that holds a result."""
    return "result" if annotation == "JsonObject" else re.sub(r"(?<=[a-z])(?=[A-Z])", "_", annotation).lower()


def _fields(operation: Operation) -> dict[str, str]:
    """Choose the keys of a body: the required ones, or else one change."""
    schema = _resolved(operation.body or {})
    names = schema.get("required") or [name for name in _CHANGED if name in schema["properties"]][:1]
    required = {name: _value(operation, name, schema["properties"][name]) for name in names}
    return BODIES.get(operation.raw["operationId"], required)


def _value(operation: Operation, name: str, schema: Schema) -> str:
    """Render a value for a field or a parameter."""
    for group in (operation.tag, ""):
        if name in VALUES.get(group, {}):
            return VALUES[group][name]
    return _made(schema)


def _made(schema: Schema) -> str:
    """Render a value that a schema allows."""
    schema = _resolved(schema)
    if options := alternatives(schema):
        return _made(options[0])
    if "const" in schema or "enum" in schema:
        value: str = schema.get("const") or schema["enum"][0]
        return f'"{value}"'
    kind = next(iter(kinds(schema)), "string")
    return {"object": "{}", "array": "[]", "boolean": "True", "integer": "10", "number": "1.5"}.get(kind, '"text"')


def _resolved(schema: Schema) -> Schema:
    """Follow a reference to a component schema."""
    return SCHEMAS[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
