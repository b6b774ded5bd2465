"""Implements webhooks and redelivery; the dispatcher makes the deliveries."""

import asyncio
import secrets
from typing import ClassVar

from authpi_admin.testing._call import Call, Reply
from authpi_admin.testing._dispatcher import WebhookDispatcher
from authpi_admin.testing._resource import Resource
from authpi_admin.testing._store import JsonObject, Record


class Webhooks(Resource, group="webhooks"):
    noun = "webhook"
    event_verbs: ClassVar = {"disabled": "paused", "-disabled": "resumed"}
    derived: ClassVar = {"auth_type": "auth.type"}
    dispatcher: WebhookDispatcher

    def _prepare(self, record: Record, body: JsonObject, /) -> JsonObject:
        return self._authenticate(record, body["auth"])

    def _revise(self, call: Call, values: JsonObject, /) -> JsonObject:
        given = values.pop("auth", None)
        return {} if given is None else self._authenticate(call.target, given)

    async def do_redeliver(self, call: Call) -> Reply:
        webhook, delivery = call.chain[-2:]
        arrived = await asyncio.to_thread(self.dispatcher.attempt, webhook, delivery)
        return call.reply({**delivery.data, "success": arrived}, delivery.etag)

    def do_redeliver_failed(self, call: Call) -> Reply:
        deliveries = self.resources["deliveries"]
        filters = {**call.body, "status": "failed"}
        rows = list(deliveries.rows(call.ids, status="failed"))
        failed = [delivery for delivery in rows if deliveries.passes(delivery.data, filters)]
        for delivery in failed:
            self.dispatcher.schedule(call.target, delivery, self.state.clock.ms())
        return call.reply({"redelivered": len(failed)})

    def _authenticate(self, record: Record, given: JsonObject) -> JsonObject:
        auth: JsonObject = {"type": given["type"]}
        made: JsonObject = {}
        # Unlike the secrets of callers, these are stored as plain text, which deliveries need.
        record.hidden["secrets"] = kept = dict[str, str]()
        for kind, member, prefix in (("bearer", "bearer_token", "wht_"), ("signature", "signature_secret", "whs_")):
            if kind in given["type"].split("+"):
                kept[kind] = given.get(member) or prefix + secrets.token_hex(24)
                auth[f"{member}_hint"] = f"...{kept[kind][-6:]}"  # the form in the webhook guide
                if not given.get(member):
                    made[f"{member}_plain"] = kept[kind]
        if "signature" in kept:
            auth["signature_algorithm"] = given.get("signature_algorithm", "hmac-sha256")
        record.data["auth"] = auth
        return {"auth": auth | made} if made else {}
