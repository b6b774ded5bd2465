"""How long a first call keeps the event loop from other things, while it loads what it needs."""

from __future__ import annotations

from helpers.programs import run

FIRST_CALLS = """
import asyncio, json, time
from authpi_admin import AuthPIAdmin

BODY = b'{"data": [], "has_more": false, "next_cursor": null}'
ANSWER = b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n%s" % (len(BODY), BODY)
REST = 0.001
late = []

async def serve(reader, writer):
    while await reader.readline():
        while await reader.readline() != b"\\r\\n":
            pass
        writer.write(ANSWER)
    writer.close()

async def beat():
    last = time.perf_counter()
    while True:
        await asyncio.sleep(REST)
        now = time.perf_counter()
        late.append(now - last - REST)
        last = now

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = "http://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    heart = asyncio.create_task(beat())
    longest = {}
    async with AuthPIAdmin(api_key=("key_1", "-"), account_id="acc_1", base_url=address) as admin:
        for scope in (admin, admin.issuer("i_1"), admin.issuer("i_1").user("usr_1")):
            for name in dir(type(scope)):
                called = getattr(getattr(scope, name), "list", None)
                if called is not None:
                    await asyncio.sleep(REST)
                    late.clear()
                    await called()
                    await asyncio.sleep(2 * REST)
                    longest[called.__qualname__] = max(late)
    heart.cancel()
    server.close()
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)
    print(json.dumps(longest))

asyncio.run(main())
"""
LIMIT = 0.05
TRIES = 6


def test_the_first_call_of_an_operation_does_not_stall_the_event_loop() -> None:
    best: dict[str, float] = {}
    for _ in range(TRIES):  # whatever else the machine does makes single calls late, but hardly the same one each time
        (found,) = run(FIRST_CALLS)
        best = {name: min(seconds, best.get(name, seconds)) for name, seconds in found.items()}
        if max(best.values()) <= LIMIT:
            break
    assert {name: seconds for name, seconds in best.items() if seconds > LIMIT} == {}
    assert len(best) > 10
