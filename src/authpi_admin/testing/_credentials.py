"""Who sent a request, and whether that caller may do what it asks for."""

import base64
import binascii
import hmac
import ipaddress

from authpi_admin.testing._call import Caller
from authpi_admin.testing._document import Operation
from authpi_admin.testing._errors import Refusal, unauthorized
from authpi_admin.testing._resources.access import Tokens
from authpi_admin.testing._resources.users import Users
from authpi_admin.testing._store import Record, digest, listed, nested
from authpi_admin.testing._world import World


def authenticate(world: World, authorization: str) -> Caller:
    """Whom an `Authorization` header stands for; refuses with 401 what does not hold."""
    scheme, _, value = authorization.partition(" ")
    read = {"basic": _api_key, "bearer": _bearer_token}.get(scheme.lower())
    if read is None:
        raise unauthorized("Send an API key as Basic or an access token as Bearer credentials.")
    return read(world, value.strip())


def require_scope(caller: Caller, operation: Operation, address: str) -> None:
    """Refuse what none of the caller's scopes covers, and a caller from an address that is not allowed.

    The document names no scopes. Here they are `<group>:<action>`: the group of the operation (`users`) or `*`,
    and `read` (any GET), `write` (all else), the operation's own verb (`create`), `*` or `**`.
    """
    if caller.networks and not any(_is_within(address, network) for network in caller.networks):
        raise Refusal(403, "ip_not_allowed", "The credential may not be used from this address.")
    kind = "read" if operation.method == "GET" else "write"
    for scope in caller.scopes:
        group, _, action = scope.replace("-", "_").partition(":")
        if group in {"*", operation.group} and action in {"*", "**", kind, operation.verb}:
            return
    if operation.scoped:
        raise Refusal(403, "insufficient_scope", f"The credential lacks the scope {operation.group}:{kind}.")


def _api_key(world: World, value: str) -> Caller:
    try:
        key_id, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise unauthorized("The Basic credentials cannot be read.") from error
    keys = world.resource("api_keys")
    for table in world.store.tables("api-keys", ("accounts",)):
        record = table.get(key_id)
        if record is not None and not keys.lapsed(record) and _is_secret(record, secret, world.clock.ms()):
            _require_active(record, "API key")
            ids = record.ids | {name: record.data[name] for name in ("org_id", "issuer_id")}
            organization = world.resource("organizations").find(ids, ids["org_id"])
            if organization is not None:
                _require_active(organization, "organization of the API key")
            return _caller(record, "api_key", key_id, ids["org_id"])
    raise unauthorized("There is no such API key, or the secret is another.")


def _bearer_token(world: World, token: str) -> Caller:
    record = world.bearer_tokens.get(digest(token))
    if record is None or record.deleted:
        raise unauthorized("There is no such token.")
    world.kind(Tokens).lapsed(record)
    _require_active(record, "token")
    user = world.kind(Users).find(record.ids | {"issuer_id": record.data["issuer_id"]}, record.data["user_id"])
    if user is None or user.data["status"] != "active":
        raise unauthorized("The user of the token is not active.")
    org_id: str = world.account(record.ids["account_id"]).data["organization"]["id"]
    return _caller(record, record.data["type"], user.id, org_id)


def _caller(record: Record, kind: str, caller_id: str, org_id: str) -> Caller:
    scopes, networks = (tuple(listed(nested(record.data, "restrictions"), name)) for name in ("scopes", "ip_allowlist"))
    return Caller(kind, caller_id, record.ids["account_id"], org_id, record.data["issuer_id"], scopes, networks)


def _is_within(address: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


def _is_secret(record: Record, secret: str, now: int) -> bool:
    given = digest(secret)
    if hmac.compare_digest(record.hidden["hash"], given):
        return True
    return now < record.hidden.get("old_until", 0) and hmac.compare_digest(record.hidden["old_hash"], given)


def _require_active(record: Record, what: str) -> None:
    if record.data["status"] != "active":
        raise unauthorized(f"The {what} is {record.data['status']}.")
