"""Users of an issuer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authpi_admin.testing.errors import conflict
from authpi_admin.testing.resource import Resource
from authpi_admin.testing.store import digest

if TYPE_CHECKING:
    from authpi_admin.testing.call import Call
    from authpi_admin.testing.store import Record

JsonObject = dict[str, Any]


class Users(Resource):
    """People with an identity at an issuer."""

    noun = "user"

    def prepare(self, ids: dict[str, str], record: Record, body: JsonObject) -> JsonObject:
        """Take the user name, and fill in what list rows show."""
        _ = body
        record.data |= {"profile": {}} | record.data
        record.data |= {"user_id": record.id, "store_id": f"store_{record.data['issuer_id']}", "region": None}
        self._take_name(ids, record, record.data)
        return {}

    def revise(self, call: Call, record: Record, values: JsonObject) -> JsonObject:
        """Take a new user name."""
        if {"username", "username_type"} & values.keys():
            self._take_name(call.ids, record, record.data | values)
        return {}

    def remove(self, ids: dict[str, str], record: Record) -> None:
        """Give the user name back."""
        self._names(ids).pop(record.data["username_hash"], None)
        super().remove(ids, record)

    def status_verb(self, old: str, new: str) -> str:
        """Blocking has events of its own."""
        return "blocked" if new == "blocked" else "unblocked" if old == "blocked" else "updated"

    def _names(self, ids: dict[str, str]) -> dict[str, str]:
        """Ids of an issuer's users by the hashes of their names."""
        hidden = self.world.resource("issuers").table(ids).get(ids["issuer_id"])
        return {} if hidden is None else hidden.hidden.setdefault("usernames", {})

    def _take_name(self, ids: dict[str, str], record: Record, data: JsonObject) -> None:
        text = f"{data['username_type']}:{data['username'].casefold()}"
        name_hash = digest(text)
        names = self._names(ids)
        if names.get(name_hash, record.id) != record.id:
            raise conflict("Another user of the issuer has this user name.")
        names.pop(record.data.get("username_hash", ""), None)
        names[name_hash] = record.id
        record.data["username_hash"] = name_hash
