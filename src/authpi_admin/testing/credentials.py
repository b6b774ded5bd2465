"""Who sent a request, and whether that caller may do what it asks for."""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
from typing import TYPE_CHECKING, Any

from authpi_admin.testing.call import Caller
from authpi_admin.testing.errors import Refusal, unauthorized
from authpi_admin.testing.store import digest, nested

if TYPE_CHECKING:
    from authpi_admin.testing.document import Operation
    from authpi_admin.testing.store import Record
    from authpi_admin.testing.world import World

JsonObject = dict[str, Any]

ROTATION_GRACE_MS = 15 * 60 * 1000
"""How long the old secret of a rotated key goes on working."""


def authenticate(world: World, authorization: str, address: str) -> Caller:
    """Whom an `Authorization` header stands for.

    Raises:
        Refusal: 401 for no credential or one that does not hold, 403 for an address that it does not allow.
    """
    scheme, _, value = authorization.partition(" ")
    match scheme.lower():
        case "basic":
            record, caller = _api_key(world, value.strip())
        case "bearer":
            record, caller = _bearer_token(world, value.strip())
        case _:
            raise unauthorized("Send an API key as Basic or an access token as Bearer credentials.")
    allowed: list[str] | None = nested(record.data, "restrictions").get("ip_allowlist")
    if allowed and not any(_in_network(address, network) for network in allowed):
        raise Refusal(403, "ip_not_allowed", "The credential may not be used from this address.")
    return caller


def require_scope(caller: Caller, operation: Operation) -> None:
    """Refuse what none of the caller's scopes covers.

    The document names no scopes. Here they are `<group>:<action>`: the group of the operation (`users`) or `*`,
    and `read` (any GET), `write` (all else), the operation's own verb (`create`), `*` or `**`.

    Raises:
        Refusal: 403 with the scope that is missing.
    """
    kind = "read" if operation.method == "GET" else "write"
    if operation.group == "me":
        return
    for scope in caller.scopes:
        group, _, action = scope.replace("-", "_").partition(":")
        if group in {"*", operation.group} and action in {"*", "**", kind, operation.verb}:
            return
    raise Refusal(403, "insufficient_scope", f"The credential lacks the scope {operation.group}:{kind}.")


def _api_key(world: World, value: str) -> tuple[Record, Caller]:
    try:
        key_id, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise unauthorized("The Basic credentials cannot be read.") from error
    keys = world.resource("api_keys")
    for table in world.store.tables("api-keys", ("accounts",)):
        record = table.get(key_id)
        if record is not None and not keys.lapsed(record) and _is_secret(record, secret, world.clock.ms()):
            _require_active(record, "API key")
            data = record.data
            account_id = record.hidden["account_id"]
            return record, Caller("api_key", key_id, account_id, data["org_id"], data["issuer_id"], _scopes(record))
    raise unauthorized("There is no such API key, or the secret is another.")


def _is_secret(record: Record, secret: str, now: int) -> bool:
    given = digest(secret)
    if hmac.compare_digest(record.hidden["hash"], given):
        return True
    return now < record.hidden.get("old_until", 0) and hmac.compare_digest(record.hidden["old_hash"], given)


def _require_active(record: Record, what: str) -> None:
    if record.data["status"] != "active":
        raise unauthorized(f"The {what} is {record.data['status']}.")


def _bearer_token(world: World, token: str) -> tuple[Record, Caller]:
    record = world.tokens.get(digest(token))
    if record is None or record.deleted:
        raise unauthorized("There is no such token.")
    world.resource("tokens").lapsed(record)
    _require_active(record, "token")
    data = record.data
    ids = {"account_id": record.hidden["account_id"], "issuer_id": data["issuer_id"]}
    user = world.resource("users").find(ids, data["user_id"])
    if user is None or user.data["status"] != "active":
        raise unauthorized("The user of the token is not active.")
    org_id = world.account(ids["account_id"]).data["organization"]["id"]
    return record, Caller(data["type"], user.id, ids["account_id"], org_id, data["issuer_id"], _scopes(record))


def _scopes(record: Record) -> tuple[str, ...]:
    return tuple(nested(record.data, "restrictions").get("scopes", ()))


def _in_network(address: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False
