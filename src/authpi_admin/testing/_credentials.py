"""Authenticates and authorizes requests."""

import base64
import binascii
import hmac
import ipaddress

from authpi_admin.testing._call import Caller
from authpi_admin.testing._document import Operation
from authpi_admin.testing._problem import HttpProblem, invalid_request, unauthorized
from authpi_admin.testing._resource import Resources
from authpi_admin.testing._resources.users import Users
from authpi_admin.testing._store import Record, digest, listed, nested


def authenticate(resources: Resources, authorizations: list[str]) -> Caller:
    """Return the owner of the credential; fail with 401, or with 400 for several `Authorization` headers."""
    if len(authorizations) > 1:
        raise invalid_request("The request has more than one Authorization header.")
    scheme, _, value = (authorizations or [""])[0].partition(" ")
    read = {"basic": _api_key, "bearer": _bearer_token}.get(scheme.lower())
    if read is None:
        raise unauthorized("Send an API key as Basic or an access token as Bearer credentials.")
    return read(resources, value.strip())


def authorize(caller: Caller, operation: Operation, address: str) -> None:
    """Fail with 403 if the caller's address is not allowed, or if no scope of the caller covers the operation's."""
    if caller.networks and not any(_is_within(address, network) for network in caller.networks):
        raise HttpProblem(403, "access_denied", "The credential may not be used from this address.")
    needed = operation.scope
    if needed is not None and not any(_covers(scope, needed) for scope in caller.scopes):
        raise HttpProblem(403, "insufficient_scope", f"The credential lacks the scope {needed}.")


def _covers(granted: str, needed: str) -> bool:
    """Return whether a granted scope covers a required one, by the rules in docs/testing.md."""
    granted_resource, _, granted_action = granted.partition(":")
    resource, _, action = needed.partition(":")
    deep = granted_action == "**"
    if granted_resource == "*":
        is_resource = deep or "." not in resource
    else:
        is_resource = granted_resource == resource or (deep and resource.startswith(granted_resource + "."))
    return is_resource and granted_action in {action, "*", "**", "manage"}


def _api_key(resources: Resources, value: str) -> Caller:
    try:
        key_id, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise unauthorized("The Basic credentials are malformed.") from error
    state = resources.state
    for table in state.store.tables("api-keys", ("accounts",)):
        record = table.get(key_id)
        if record is not None and _is_secret(record, secret, state.clock.ms()):
            return _caller(record, "api_key", key_id, record.data["org_id"])
    raise unauthorized("The API key does not exist, or its secret is wrong.")


def _bearer_token(resources: Resources, token: str) -> Caller:
    state = resources.state
    record = state.bearer_tokens.get(digest(token))
    if record is None or record.deleted:
        raise unauthorized("The token does not exist.")
    expires_at = record.data["expires_at"]
    if expires_at is not None and expires_at <= state.clock.ms():
        raise unauthorized("The token has expired.", "session_expired")
    ids = record.ids | {"issuer_id": record.data["issuer_id"]}
    user = resources.kind(Users).find(ids, record.data["user_id"])
    if user is None or user.data["status"] != "active":
        raise unauthorized("The user of the token is not active.")
    org_id: str = state.account(record.ids["account_id"]).data["organization"]["id"]
    return _caller(record, record.data["type"], user.id, org_id)


def _caller(record: Record, kind: str, caller_id: str, org_id: str) -> Caller:
    if record.data["status"] != "active":
        raise unauthorized(f"The credential is {record.data['status']}.")
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
