"""The examples of importing users resume after `kill -9`: each user is created exactly once."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from import_users import STORE, open_ids

from authpi_admin import AuthPIAdmin, bulk
from authpi_admin.testing import CoreAPI

if TYPE_CHECKING:
    from collections.abc import Generator

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
LIMIT_SECONDS = 240


def write_users(path: Path, count: int) -> list[str]:
    """Write a file of users, and return their addresses."""
    emails = [f"user{number}@example.com" for number in range(count)]
    lines = [f"{email},First{number},Last{number}\n" for number, email in enumerate(emails)]
    path.write_text("email,first_name,last_name\n" + "".join(lines))
    return emails


@contextmanager
def started(command: list[Any], url: str, api: CoreAPI) -> Generator[subprocess.Popen[str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AUTHPI_")}
    environment |= {"AUTHPI_BASE_URL": url, "AUTHPI_KEY_ID": api.key[0], "AUTHPI_KEY_SECRET": api.key[1]}
    environment |= {"PYTHONPATH": str(EXAMPLES)}
    with subprocess.Popen([sys.executable, *command], env=environment, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603 - our own example
        try:
            yield program
        finally:
            program.kill()


def created(api: CoreAPI) -> int:
    """How many users were created: replays are responses like others, so paths are counted."""
    return len({request.headers["idempotency-key"] for request in api.requests if request.path.endswith("/users")})


def wait_until_created(count: int, api: CoreAPI) -> None:
    ends_at = time.monotonic() + LIMIT_SECONDS
    while created(api) < count:
        assert time.monotonic() < ends_at
        time.sleep(0.005)


async def assert_all_there_once(api: CoreAPI, url: str, emails: list[str], database: Path) -> None:
    """Every address has one user, whose id the database has."""
    with closing(sqlite3.connect(database)) as ids:
        known: dict[str, str] = dict(ids.execute("SELECT email, user_id FROM users").fetchall())
    assert sorted(known) == sorted(emails)
    async with AuthPIAdmin(api_key=api.key, base_url=url) as admin:
        users = admin.issuer(api.issuer_id).users
        assert sorted([row.id async for row in users.list_all()]) == sorted(known.values())
        some = emails[::20]
        read = await bulk.gather(users.get, [known[email] for email in some])
        assert [user.username for user in read] == some


@pytest.mark.parametrize("is_database_lost", [False, True])
async def test_import_resumes_after_sigkill(tmp_path: Path, *, is_database_lost: bool) -> None:
    api, source, database = CoreAPI(), tmp_path / "users.csv", tmp_path / "ids.sqlite"
    emails = write_users(source, 400)
    command = [EXAMPLES / "import_users.py", source, api.issuer_id, database]
    with api.serve() as url:
        with started(command, url, api) as program:
            wait_until_created(150, api)
            program.send_signal(signal.SIGKILL)
            program.wait()
        assert program.returncode == -signal.SIGKILL
        assert 150 <= created(api) < 400
        if is_database_lost:  # the keys alone have to do
            database.unlink()
        before = len(api.requests)
        with started(command, url, api) as program:
            output, _ = program.communicate(timeout=LIMIT_SECONDS)
        assert output == "400 users imported; 0 addresses are taken\n"
        again = len([request for request in api.requests[before:] if request.path.endswith("/users")])
        assert (again >= 400) == is_database_lost  # with the database, what is known is not sent again
        await assert_all_there_once(api, url, emails, database)


async def test_import_stores_an_id_after_an_unknown_one(tmp_path: Path) -> None:
    """Of two rows with one address, the one that failed with a conflict may be stored first."""
    for given in ([None, "usr_1"], ["usr_1", None]):
        with closing(open_ids(tmp_path / f"{given[0]}.sqlite")) as ids:
            for user_id in given:
                ids.execute(STORE, ("alice@example.com", user_id))
            assert ids.execute("SELECT user_id FROM users").fetchall() == [("usr_1",)]


async def test_import_counts_addresses_that_have_a_user(tmp_path: Path) -> None:
    api, source, database = CoreAPI(), tmp_path / "users.csv", tmp_path / "ids.sqlite"
    write_users(source, 3)
    with api.serve() as url:
        async with AuthPIAdmin(api_key=api.key, base_url=url) as admin:
            await admin.issuer(api.issuer_id).users.create({"email": "user1@example.com"})
        with started([EXAMPLES / "import_users.py", source, api.issuer_id, database], url, api) as program:
            output, _ = program.communicate(timeout=LIMIT_SECONDS)
    assert output == "2 users imported; 1 addresses are taken\n"


CLUSTER = """
import json, os, sys
from pathlib import Path
import psutil
from distributed import Client
from import_users import open_ids, rows_of
from import_users_dask import import_users, local_cluster

if __name__ == "__main__":
    with local_cluster() as cluster, Client(cluster) as client:
        workers = [*client.run(os.getpid).values()]
        processes = [psutil.Process(), *map(psutil.Process, workers)]
        sockets = [socket for process in processes for socket in process.net_connections("inet")]
        listening = [socket.laddr.ip for socket in sockets if socket.status == psutil.CONN_LISTEN]
        print(json.dumps([workers, listening, cluster.dashboard_link]), flush=True)
        ids = open_ids(Path(sys.argv[3]))
        import_users(client, rows_of(Path(sys.argv[1])), sys.argv[2], ids)
        print(json.dumps([*client.run(os.getpid).values()]), flush=True)
"""


async def test_import_with_dask_starts_its_own_cluster(tmp_path: Path) -> None:
    api, source, database = CoreAPI(), tmp_path / "users.csv", tmp_path / "ids.sqlite"
    emails = write_users(source, 250)
    with api.serve() as url:
        with started([EXAMPLES / "import_users_dask.py", source, api.issuer_id, database], url, api) as program:
            output, _ = program.communicate(timeout=LIMIT_SECONDS)
        assert output == "250 users imported\n"
        await assert_all_there_once(api, url, emails, database)


async def test_import_with_dask_is_complete_after_a_worker_is_killed(tmp_path: Path) -> None:
    api, source, database = CoreAPI(), tmp_path / "users.csv", tmp_path / "ids.sqlite"
    emails = write_users(source, 5000)
    program_file = tmp_path / "cluster.py"
    program_file.write_text(CLUSTER)
    with api.serve() as url:
        with started([program_file, source, api.issuer_id, database], url, api) as program:
            assert program.stdout
            workers, listening, dashboard = json.loads(program.stdout.readline())
            assert len({*workers}) == 2
            assert {*listening} == {"127.0.0.1"}
            assert (await asyncio.to_thread(httpx.get, dashboard, trust_env=False)).status_code == 404
            wait_until_created(2000, api)
            os.kill(workers[0], signal.SIGKILL)
            at_the_kill = created(api)
            output, _ = program.communicate(timeout=LIMIT_SECONDS)
        assert program.returncode == 0
        assert workers[0] not in json.loads(output)
        assert at_the_kill < 4000
        # The worker that was killed had a partition under way, of which users were sent again.
        assert len([request for request in api.requests if request.path.endswith("/users")]) > 5000
        await assert_all_there_once(api, url, emails, database)
