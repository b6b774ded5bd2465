"""Imports users from a CSV file on a Dask cluster.

A partition of the file is a task, and each worker has one client.

    python import_users_dask.py users.csv i_… ids.sqlite [tcp://scheduler:8786]

If a worker fails or is killed, the scheduler gives its partitions to other workers, and
the idempotency keys keep users from being created twice. The workers need
`AUTHPI_KEY_ID` and `AUTHPI_KEY_SECRET`, and this file and `import_users.py` on their
path. Without an address it starts a cluster of processes on this machine.
"""
# distributed has types for some of its functions only.
# mypy: disallow-untyped-calls=False
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from distributed import (
    Client,
    LocalCluster,
    Worker,
    WorkerPlugin,
    as_completed,
    get_worker,
)
from import_users import STORE, Row, create_user, open_ids, rows_of, without_known

from authpi_admin import AuthPIAdmin, bulk


class OneClient(WorkerPlugin):
    """Gives each worker one client, for the event loop that runs its tasks."""

    name = "authpi"
    admin: AuthPIAdmin

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 - as the base class has it
        """Create the client when a worker starts."""
        self.admin = AuthPIAdmin()

    async def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - as the base class has it
        """Close the client when the worker ends."""
        await self.admin.close()


async def import_partition(
    rows: list[Row], issuer_id: str
) -> list[tuple[str, str | None]]:
    """Create the users of a partition, on a worker; return their addresses and ids."""
    plugin: Any = get_worker().plugins[OneClient.name]
    admin: AuthPIAdmin = plugin.admin
    user_ids = await bulk.gather(partial(create_user, admin.issuer(issuer_id)), rows)
    return [
        (row["email"], user_id) for row, user_id in zip(rows, user_ids, strict=True)
    ]


def partitions(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while partition := list(islice(iterator, size)):
        yield partition


def import_users(
    client: Client, rows: Iterable[Row], issuer_id: str, ids: sqlite3.Connection
) -> None:
    client.register_plugin(OneClient())
    todo = list(partitions(without_known(rows, ids), 100))
    tasks: Any = client.map(
        partial(import_partition, issuer_id=issuer_id), todo, pure=False
    )
    completed: Any = as_completed(tasks, with_results=True)
    for _, imported in completed:
        with ids:  # one transaction
            ids.executemany(STORE, imported)


def local_cluster() -> LocalCluster:
    """Start two processes that listen on loopback only, without a dashboard."""
    here = "127.0.0.1:0"  # by default some versions listen on all addresses
    return LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=here,
        worker_dashboard_address=here,
        scheduler_kwargs={"dashboard": False},
    )


def main(
    path: Path, issuer_id: str, database: Path, address: str | None = None
) -> None:
    ids = open_ids(database)
    with Client(address or local_cluster()) as client:
        import_users(client, rows_of(path), issuer_id, ids)
    print(
        ids.execute("SELECT count(user_id) FROM users").fetchone()[0], "users imported"
    )
    ids.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), *sys.argv[4:])
