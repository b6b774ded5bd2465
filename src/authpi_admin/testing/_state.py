"""Defines the state of the local Core API: document, clock, tables, credentials and options."""

from collections.abc import Callable
from typing import Literal, NamedTuple, cast

from authpi_admin.testing._clock import Clock
from authpi_admin.testing._document import Document, core_api_document
from authpi_admin.testing._store import JsonObject, Record, Store

NestedUpdates = Literal["replace", "merge"]
EventListener = Callable[[str, JsonObject], None]  # called with the id of the account and the event
UnknownKeys = Literal["warn", "refuse", "ignore"]


class Options(NamedTuple):
    """Options of `CoreAPI` for cases in which the behavior of the real API is unknown or contradictory."""

    nested_updates: NestedUpdates
    unknown_keys: UnknownKeys
    older_etag_member: bool


class State:
    def __init__(self, clock: Clock, options: Options) -> None:
        self.document: Document = core_api_document()
        self.clock = clock
        self.options = options
        self.store: Store = Store(clock)
        self.bearer_tokens: dict[str, Record] = {}  # personal and access tokens by the digest of the token
        self.event_listeners: list[EventListener] = []

    def account(self, account_id: str) -> Record:
        return cast("Record", self.store.table(("accounts",)).get(account_id))
