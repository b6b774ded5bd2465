"""Prints an OpenTelemetry span for each call."""

import asyncio

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor

from authpi_admin import AuthPIAdmin
from authpi_admin.testing import CoreAPI

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(ConsoleSpanExporter()))
trace.set_tracer_provider(provider)


async def main() -> None:
    api = CoreAPI()
    with (
        api.serve() as url,
        trace.get_tracer("example").start_as_current_span("sign-up"),
    ):
        async with AuthPIAdmin(
            api_key=api.key, account_id=api.account_id, base_url=url
        ) as admin:
            api.fail_next(503, retry_after=0)  # so that the span has two attempts
            await admin.issuer(api.issuer_id).users.create(
                {"email": "alice@example.com"}
            )


asyncio.run(main())
