"""Defines a call of the local Core API and its reply."""

import json
from dataclasses import dataclass, field

from authpi_admin.testing._document import Document, Operation
from authpi_admin.testing._problem import HttpProblem
from authpi_admin.testing._store import Ids, JsonObject, Record


@dataclass(frozen=True, slots=True)
class Caller:
    """The owner of a credential and its permissions."""

    type: str
    id: str
    account_id: str
    org_id: str
    issuer_id: str | None
    scopes: tuple[str, ...]
    networks: tuple[str, ...] = ()  # allowed networks of the client; empty for any


@dataclass(frozen=True, slots=True)
class Reply:
    """A response: JSON text (`None` for an empty body) and the ETag of the resource in it."""

    content: str | None
    etag: str | None = None


def as_json(body: JsonObject) -> str:
    """Serialize a body, so that later changes of the state do not affect it."""
    return json.dumps(body, separators=(",", ":"))


@dataclass(slots=True)
class Call:
    """A valid request; `chain` has the resource of each id in its path."""

    document: Document
    operation: Operation
    caller: Caller
    ids: Ids
    query: JsonObject
    body: JsonObject
    extra: JsonObject  # members of the body that the document does not describe
    if_match: str | None = None
    chain: list[Record] = field(default_factory=list[Record])

    @property
    def target(self) -> Record:
        return self.chain[-1]

    def check_version(self, etag_member: str) -> None:
        """Fail with 412 if the ETag of the target is not the one in `If-Match`."""
        given = {part.strip() for part in (self.if_match or "*").split(",")}
        if not {"*", self.target.etag} & given:
            noun = self.operation.group.removesuffix("s").replace("_", " ").capitalize().replace("Api ", "API ")
            description = f"{noun} has been modified since the provided ETag. Fetch the latest version and retry."
            raise HttpProblem(412, "precondition_failed", description, **{etag_member: self.target.etag})

    def reply(self, data: JsonObject, etag: str | None = None) -> Reply:
        return Reply(as_json({"data": self.document.shape(self.operation.data, data)}), etag)

    def reply_rows(self, rows: list[JsonObject], next_cursor: str | None = None, *, more: bool = False) -> Reply:
        schema = self.document.resolve(self.operation.data["items"])
        body: JsonObject = {"data": [self.document.shape(schema, row) for row in rows]}
        if self.operation.paged:
            body |= {"has_more": more, "next_cursor": next_cursor}
        return Reply(as_json(body))
