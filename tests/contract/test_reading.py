"""Every model and every operation parses the documented responses, and model dumps return the same JSON."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any, cast

import pytest
from authpi_core import models, operations
from authpi_core.model import Model, set_etag
from helpers.document import FORMS, OPERATIONS, SCHEMAS, SECRET, Form, Json, Operation, example, reached, target
from pydantic import ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

READ = sorted(
    name
    for name in reached([operation.raw["responses"] for operation in OPERATIONS])
    if SCHEMAS[name].get("properties") is not None
)
ENUM_MEMBERS = [
    (name, wire, kind)
    for name in READ
    for wire, member in SCHEMAS[name]["properties"].items()
    if "enum" in SCHEMAS.get(kind := target(member.get("items", member)) or "", {})
]
ROWS = ["UserListItem", "ApprovalListItem"]

each_model = pytest.mark.parametrize("name", READ)
each_form = pytest.mark.parametrize("form", FORMS)


def model(name: str) -> type[Model]:
    kind: type[Model] = getattr(models, name)
    return kind


def parse(name: str, value: Json) -> Model:
    return model(name).model_validate_json(json.dumps(value))


def dump(value: Model) -> Json:
    return value.model_dump(mode="json", exclude_unset=True)


def with_unknown(value: Any) -> Any:
    """Put a member that the document does not know into every object."""
    if isinstance(value, list):
        return [with_unknown(item) for item in cast("Iterable[Any]", value)]
    if isinstance(value, dict):
        known = cast("Json", value).items()
        return {**{key: with_unknown(item) for key, item in known}, "brand_new": {"deep": [1, None]}}
    return value


@each_form
@each_model
def test_model_dump_returns_the_received_fields(name: str, form: Form) -> None:
    value = example(SCHEMAS[name], form)
    read = parse(name, value)
    assert dump(read) == value
    assert json.loads(read.model_dump_json(exclude_unset=True)) == value
    assert parse(name, json.loads(read.model_dump_json(exclude_unset=True))) == read


@each_model
def test_unknown_members_are_kept(name: str) -> None:
    value = with_unknown(example(SCHEMAS[name]))
    read = parse(name, value)
    assert dump(read) == value
    assert getattr(read, "brand_new") == {"deep": [1, None]}  # noqa: B009 - checkers do not know it


@each_model
def test_missing_fields_are_none(name: str) -> None:
    read = parse(name, example(SCHEMAS[name], "required"))
    optional = model(name).model_fields.keys() - read.model_fields_set
    assert {getattr(read, member) for member in optional} <= {None}


@each_model
def test_secrets_are_in_no_repr_and_in_no_error(name: str) -> None:
    read = parse(name, {**example(SCHEMAS[name]), "not_in_the_document": SECRET})
    for shown in (repr(read), str(read), f"{read}", repr([read])):
        assert SECRET not in shown
    with pytest.raises(ValidationError) as error:
        model(name).model_validate_json(json.dumps([SECRET]))
    assert SECRET not in str(error.value)


@pytest.mark.parametrize("case", ENUM_MEMBERS, ids=lambda case: f"{case[0]}.{case[1]}")
def test_known_values_become_members_and_others_stay_strings(case: tuple[str, str, str]) -> None:
    name, wire, kind = case
    value = example(SCHEMAS[name])
    as_list = isinstance(value[wire], list)
    known = list(getattr(models, kind))
    for text in [*SCHEMAS[kind]["enum"], "brand-new"]:
        value[wire] = [text] if as_list else text
        read = parse(name, value)
        found = getattr(read, wire)[0] if as_list else getattr(read, wire)
        assert found == text
        assert type(found) is (str if text == "brand-new" else type(known[0]))
        assert dump(read) == value


class Catcher:
    """Returns the `Result` with which an endpoint function parses its response."""

    async def send(self, request: object, result: Any) -> Any:
        del request
        return result


@each_form
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_operation_parses_its_response(operation: Operation, form: Form) -> None:
    ids = ["x" for place in ("path", "query") for p in operation.inside(place) if p.get("required")]
    bodies: list[Json] = [{}] if operation.body_required else []
    result: Any = await getattr(operations, operation.name)(Catcher(), *ids, *bodies)
    if operation.response is None:
        assert result.read(b"") is None
        return
    body = example(operation.response, form)
    found = result.read(json.dumps(body).encode(), '"7"')
    schema = operation.response["properties"]["data"]
    if schema.get("type") == "array":
        assert type(found).__name__ == ("Page" if "has_more" in body else "list")
        assert [dump(item) for item in found] == body["data"]
        if "has_more" in body:
            cursor, left_out = body.get("next_cursor"), body.get("invalid_count")
            assert (found.has_more, found.next_cursor, found.invalid_count) == (body["has_more"], cursor, left_out)
    elif isinstance(found, Model):
        assert type(found) is model(target(schema) or "")
        assert dump(found) == body["data"]
        assert found.etag == '"7"'
    else:
        assert found == body["data"]


@pytest.mark.parametrize("name", ROWS)
def test_row_with_id_reads_as_one_with_user_id(name: str) -> None:
    value = {**example(SCHEMAS[name]), "user_id": "usr_1"}
    plain = {("id" if key == "user_id" else key): item for key, item in value.items()}
    row: Any = parse(name, value)
    other: Any = parse(name, plain)
    assert row == other
    assert row.id == other.id == row.user_id == other.user_id == "usr_1"
    assert dump(row) == dump(other) == value


def test_only_known_rows_have_user_id_as_their_id() -> None:
    """A refreshed document may have more lists like these; their rows would need an `id` too."""
    single = {operation.path for operation in OPERATIONS if operation.path.endswith("/{user_id}")}
    lists = [operation for operation in OPERATIONS if f"{operation.path}/{{user_id}}" in single and operation.response]
    rows = {target((operation.response or {})["properties"]["data"].get("items", {})) for operation in lists} - {None}
    assert rows == set(ROWS)


COPIES: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda value: pickle.loads(pickle.dumps(value)),  # noqa: S301 - our own
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "model_copy": lambda value: value.model_copy(),
}


@pytest.mark.parametrize("way", COPIES)
@each_model
def test_etag_is_copied_but_not_dumped_or_compared(name: str, way: str) -> None:
    value = example(SCHEMAS[name])
    plain, read = parse(name, value), parse(name, value)
    assert read.etag is None
    set_etag(read, '"41"')
    twin = COPIES[way](read)
    assert twin.etag == read.etag == '"41"'
    assert twin == read == plain
    assert dump(read) == value
    assert json.loads(read.model_dump_json(exclude_unset=True)) == value
    assert read.model_dump() == plain.model_dump()
    assert "41" not in repr(read)
    other = parse(name, value)
    set_etag(other, '"42"')
    assert other == read


THREADS = """
import json, sys, threading
from authpi_core import models
from authpi_core.reading import page
wanted = json.loads(sys.stdin.read())
lists = {}
ready = threading.Barrier(16)
failures = []

def read():
    ready.wait()
    try:
        for name, value in wanted.items():
            found = getattr(models, name).model_validate(value)
            assert found.model_dump(mode="json", exclude_unset=True) == value, name
            (row,) = lists.setdefault(name, page(getattr(models, name))).read(json.dumps({"data": [value]}).encode())
            assert row == found, name
    except BaseException as error:
        failures.append(repr(error))

threads = [threading.Thread(target=read) for _ in range(16)]
sys.setswitchinterval(1e-6)
for thread in threads: thread.start()
for thread in threads: thread.join()
if failures: sys.exit("\\n".join(failures))
"""


def test_models_are_built_by_several_threads_at_once() -> None:
    wanted = json.dumps({name: example(SCHEMAS[name]) for name in READ})
    command = [sys.executable, "-W", "error", "-c", THREADS]
    done = subprocess.run(command, input=wanted, check=False, capture_output=True, text=True)  # noqa: S603 - our own
    assert done.stderr == ""
    assert done.returncode == 0
