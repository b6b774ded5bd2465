"""One request on its way through the local Core API, and the reply that it ends with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from authpi_admin.testing.errors import Refusal

if TYPE_CHECKING:
    from authpi_admin.testing.document import Document, Operation
    from authpi_admin.testing.store import Record

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom a credential stands for, and what it may do."""

    type: str
    id: str
    account_id: str
    org_id: str
    issuer_id: str | None
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: a body (none with 204) and the version of the resource in it."""

    body: JsonObject | None
    etag: str | None = None


@dataclass(slots=True)
class Call:
    """A request that was found valid.

    `chain` holds the resource that each id of the path names; the last one is the target.
    """

    document: Document
    operation: Operation
    caller: Caller
    ids: dict[str, str]
    query: JsonObject = field(default_factory=dict[str, Any])
    body: JsonObject = field(default_factory=dict[str, Any])
    if_match: str | None = None
    chain: list[Record] = field(default_factory=list["Record"])

    @property
    def target(self) -> Record:
        """The resource that the path names."""
        return self.chain[-1]

    def check_version(self) -> None:
        """Hold the target against `If-Match`.

        Raises:
            Refusal: 412 with the present ETag.
        """
        if self.if_match is None or not self.chain:
            return
        etag = self.target.etag
        if not {"*", etag} & {part.strip() for part in self.if_match.split(",")}:
            description = "The resource has changed since the ETag that was given."
            raise Refusal(412, "precondition_failed", description, current_etag=etag)

    @property
    def account_path(self) -> tuple[str, str]:
        """Where the account's state is kept."""
        return ("accounts", self.ids["account_id"])

    def reply(self, data: JsonObject, etag: str | None = None) -> Reply:
        """One resource, in the form that the operation answers with."""
        return Reply({"data": self.document.shape(self.operation.data or {}, data)}, etag)

    def reply_rows(self, rows: list[JsonObject], next_cursor: str | None = None, *, more: bool = False) -> Reply:
        """A list, in the form that the operation answers with."""
        schema = self.document.resolve((self.operation.data or {}).get("items", {}))
        body: JsonObject = {"data": [self.document.shape(schema, row) for row in rows]}
        if self.operation.paged:
            body |= {"has_more": more, "next_cursor": next_cursor}
        return Reply(body)
