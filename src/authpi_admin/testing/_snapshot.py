"""Saves the state of a local Core API to a file, and loads it in a later run."""

import json
import os
from pathlib import Path as File
from typing import Any

from authpi_admin.testing._core_api import CoreAPI
from authpi_admin.testing._store import Ids, Record


def save(api: CoreAPI, file: File) -> None:
    """Save resources, credentials, secrets and the clock's offset to a file that only its owner can read."""
    with api.lock:
        tables = [[t.group, [_written(record) for record in t.everything()]] for t in api.state.store.everything()]
        tokens = {text: _written(record) for text, record in api.state.bearer_tokens.items()}
        identity = {"account_id": api.account_id, "issuer_id": api.issuer_id, "key": api.key}
        content = json.dumps({**identity, "offset": api.clock.offset, "tables": tables, "tokens": tokens})
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(content)
    draft.replace(file)  # if the process is killed before, the older file stays intact


def load(api: CoreAPI, file: File) -> None:
    """Replace the state by a file that `save` wrote; raise `ValueError` for any other file."""
    try:
        saved = json.loads(file.read_text(encoding="utf-8"))
        api.account_id, api.issuer_id, api.key = saved["account_id"], saved["issuer_id"], tuple(saved["key"])
        api.reset(empty=True)
        api.clock.offset = saved["offset"]
        shared: dict[str, Ids] = {}
        for group, records in saved["tables"]:
            for written in records:
                api.resources[group].register(_read(written, shared))
        for text, written in saved["tokens"].items():
            record = _read(written, shared)
            listed = (table.get(record.id) for table in api.state.store.tables("tokens"))
            api.state.bearer_tokens[text] = next(filter(None, listed), record)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(f"{file} is not a state file of the local Core API: delete it or name another") from error
    for table in api.state.store.tables("deliveries"):
        for delivery in list(table.scan(("status", "pending"))):
            webhook = api.resources["webhooks"].find(delivery.ids, delivery.ids["webhook_id"])
            if webhook is not None:
                api.dispatcher.schedule(webhook, delivery, delivery.data["next_attempt_at"])


def _written(record: Record) -> list[Any]:
    return [record.id, record.data, record.ids, record.deleted, record.hidden]


def _read(written: list[Any], shared: dict[str, Ids]) -> Record:
    record_id, data, ids, deleted, hidden = written
    record = Record(record_id, data, shared.setdefault(str(ids), ids), deleted)
    if hidden:
        record.hidden.update(hidden)
    return record
