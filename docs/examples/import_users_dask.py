"""Imports users from a CSV file on a Dask cluster: a partition of the file is a task, and each worker has one client.

    python import_users_dask.py users.csv i_… ids.sqlite [tcp://scheduler:8786]

A worker that fails, or is killed, loses nothing: the scheduler gives its partitions to other workers, and the
idempotency keys keep users from being created twice. The workers need `AUTHPI_KEY_ID` and `AUTHPI_KEY_SECRET`, and this
file and `import_users.py` on their path. Without an address it starts a cluster of processes on this machine.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from distributed import Client, LocalCluster, Worker, WorkerPlugin, as_completed, get_worker
from import_users import Row, create_user, open_ids, rows_of, without_known

from authpi_admin import AuthPIAdmin, bulk


class OneClient(WorkerPlugin):
    """Gives each worker one client, in the event loop of the worker, which runs its coroutine functions."""

    name = "authpi"
    admin: AuthPIAdmin

    def setup(self, worker: Worker) -> None:
        self.admin = AuthPIAdmin()

    async def teardown(self, worker: Worker) -> None:
        await self.admin.close()


async def import_partition(rows: list[Row], issuer_id: str) -> list[tuple[str, str | None]]:
    """Create the users of a partition, on a worker; their addresses and ids."""
    plugin: OneClient = get_worker().plugins[OneClient.name]
    user_ids = await bulk.gather(partial(create_user, plugin.admin.issuer(issuer_id)), rows)
    return [(row["email"], user_id) for row, user_id in zip(rows, user_ids, strict=True)]


def partitions(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while partition := list(islice(iterator, size)):
        yield partition


def import_users(client: Client, rows: Iterable[Row], issuer_id: str, ids: sqlite3.Connection) -> None:
    client.register_plugin(OneClient())
    tasks = client.map(
        partial(import_partition, issuer_id=issuer_id), list(partitions(without_known(rows, ids), 100)), pure=False
    )
    for _, imported in as_completed(tasks, with_results=True):
        with ids:  # one transaction
            ids.executemany("INSERT OR IGNORE INTO users VALUES (?, ?)", imported)


def main(path: Path, issuer_id: str, database: Path, *address: str) -> None:
    ids = open_ids(database)
    cluster = address[0] if address else LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with Client(cluster) as client:
        import_users(client, rows_of(path), issuer_id, ids)
    print(ids.execute("SELECT count(user_id) FROM users").fetchone()[0], "users imported")
    ids.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), *sys.argv[4:])
