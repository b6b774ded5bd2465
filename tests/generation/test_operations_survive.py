"""Operations of real documents are carried over: each is generated, imported, called, and its response read."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from generate import generate
from helpers.generated_package import run_program
from helpers.operation_zoo import operation_zoo

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the generated package."""
    found = tmp_path_factory.mktemp("operations")
    generate(operation_zoo(), found / "authpi_core")
    return found


QUERIES = [
    ('{"spread": ["a,b", "c&d"]}', "spread=a%2Cb&spread=c%26d"),
    ('{"joined": ["a,b", "c"]}', "joined=a%2Cb,c"),
    ('{"spaced": [1, 2]}', "spaced=1%202"),
    ('{"piped": ["a|b", "c"]}', "piped=a%7Cb%7Cc"),
    ('{"point": {"x": 1, "y": 2}}', "x=1&y=2"),
    ('{"flat": {"x": 1, "y": 2}}', "flat=x,1,y,2"),
    ('{"deep": {"color": "red", "min size": 3}}', "deep%5Bcolor%5D=red&deep%5Bmin%20size%5D=3"),
    ('{"free": {"a": True, "b": None}}', "free%5Ba%5D=true"),
    ('{"reserved": "a/b?c=d&e#f+g:@"}', "reserved=a/b?c%3Dd%26e%23f%2Bg:@"),
    ('{"flag": False, "ratio": 0.5}', "flag=false&ratio=0.5"),
    ('{"choice": "up", "choices": [models.Color.RED, "green"]}', "choice=up&choices=red&choices=green"),
    ('{"either": "one"}', "either=one"),
    ('{"either": ["one", "two"]}', "either=one&either=two"),
    ('{"nullable": 1}', "nullable=1"),
    ('{"where": {"x": 1}}', "where=%7B%22x%22%3A1%7D"),
    ('{"spread": [], "joined": [], "free": {}}', ""),
]
"""Arguments, as Python, and the query that they give."""


def test_queries_have_the_styles_of_the_document(folder: Path) -> None:
    shown = run_program(
        folder,
        f"""
        for values in ({", ".join(values for values, _ in QUERIES)}):
            await op.query_styles(client, **values)
            shown.append(sent[-1].url.raw_path.decode().partition("?")[2])
        """,
    )
    assert shown == [query for _, query in QUERIES]


def test_parameters_with_the_names_of_arguments_keep_their_names_in_the_request(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        await op.query_names(
            client, "acc_1", account_id_="1", client_="2", body_="3", timeout_="4", headers_="5", deadline_="6",
            if_match_="7", self_="8", str="9", a_b="10",
        )
        shown += [sent[0].url.path, list(sent[0].url.params.items())]
        """,
    )
    names = ["account_id", "client", "body", "timeout", "headers", "deadline", "if_match", "self", "str", "a-b"]
    assert shown == ["/names/acc_1", [[name, str(number)] for number, name in enumerate(names, 1)]]


def test_required_limited_and_deprecated_parameters(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        async def call(**more):
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("default")
                for _ in range(2):
                    await op.query_required(client, "2026", **more)
            return [[w.category.__name__, str(w.message), w.filename] for w in caught]

        shown += [await call(limit=3), await call(old="x"), str(sent[0].url.query), op.query_required.__doc__]
        """,
    )
    warning = "the parameter old of query.required is deprecated by the API"
    assert shown[:3] == [[], [["DeprecationWarning", warning, "<string>"]], "b'since=2026&limit=3'"]
    assert "limit: Most rows. 1 to 10; 5 by default." in shown[3]
    assert "old: Deprecated. Not used any more." in shown[3]


def test_paths_have_the_styles_of_the_document(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        point = {"x": 1, "y": 2}
        await op.path_numbers(client, 5, True)
        await op.path_simple(client, ["a,b", "c"], point)
        await op.path_label(client, ["a", "b"], [1, 2], point)
        await op.path_matrix(client, "é", ["a", "b"], ["c", "d"], point)
        await op.path_root(client)
        await op.path_trailing(client)
        await op.path_action(client, "a:b", at=7)
        await op.path_shared(client, point=point)
        shown += [request.url.raw_path.decode() for request in sent]
        for values in (["a/b"], [], [".."]):
            try:
                await op.path_simple(client, values, point)
            except ValueError as error:
                shown.append(str(error).partition(";")[0])
        shown.append(len(sent))
        """,
    )
    assert shown == [
        "/numbers/5/true",
        "/simple/a%2Cb,c/x=1,y=2",
        "/label/.a,b.1.2.x=1.y=2",
        "/matrix/;id=%C3%A9;list=a,b;spread=c;spread=d;x=1;y=2",
        "/",
        "/trailing/",
        "/things/a%3Ab:archive;v=1,2?at=7",
        "/shared?x=1&y=2",
        "path.simple: list is 'a/b'",
        "path.simple: list is ''",
        "path.simple: list is '..'",
        8,
    ]


def test_headers_are_arguments(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        import inspect
        await op.headers_set(
            client, x_trace="t", if_match='"1"', idempotency_key="k", x_tags=["a", "b"], x_point={"x": 1, "y": 2},
            x_count=3, x_json={"x": 1}, headers={"X-COUNT": "9", "X-More": "m"},
        )
        names = ("x-trace", "if-match", "idempotency-key", "x-tags", "x-point", "x-count", "x-json", "x-more")
        shown += [[sent[0].headers[name] for name in names], sent[0].headers["accept"]]
        parameters = inspect.signature(op.headers_set).parameters.values()
        shown.append([each.name for each in parameters if each.default is each.empty])
        try:
            await op.headers_set(client, x_trace="t", if_match="1", idempotency_key="k", x_tags=["a,b"])
        except ValueError as error:
            shown.append(str(error))
        """,
    )
    assert shown == [
        ["t", '"1"', "k", "a,b", "x=1,y=2", "3", '{"x":1}', "m"],
        "application/json",
        ["client", "x_trace", "if_match", "idempotency_key"],
        "a part of the header X-Tags contains a comma, which separates its parts",
    ]


READ: list[tuple[str, Any, str]] = [
    ("bare", {"name": "n"}, "Thing(name='n')"),
    ("inline", {"name": "n", "inner": {"deep": "d"}}, "ReadInline(name='n', inner=ReadInlineInner(deep='d'))"),
    ("list", [{"name": "n"}], "[Thing(name='n')]"),
    ("names", ["a"], "['a']"),
    ("count", 3, "3"),
    ("map", {"a": 1}, "{'a': 1}"),
    ("anything", [1, {"a": None}], "[1, {'a': None}]"),
    ("items", {"items": [{"name": "n"}], "next": "c"}, "ReadItems(items=[Thing(name='n')], next='c')"),
    ("total", {"data": [{"name": "n"}], "total": 1}, "ReadTotal(data=[Thing(name='n')], total=1)"),
    ("page", {"data": [{"name": "n"}], "has_more": True}, "Page(1 items, has_more=True, next_cursor=None)"),
    ("full_page", {"data": [], "has_more": False, "total": 7}, "Page(0 items, has_more=False, next_cursor=None)"),
    ("envelope", {"data": {"name": "n"}}, "Thing(name='n')"),
    ("component_page", {"data": [], "has_more": True}, "Page(0 items, has_more=True, next_cursor=None)"),
    ("accepted", {"name": "n"}, "Thing(name='n')"),
    ("absent", {"data": {"name": "n"}}, "Thing(name='n')"),
    ("created", {"name": "n"}, "Thing(name='n')"),
    ("range", {"name": "n"}, "Thing(name='n')"),
    ("default", {"name": "n"}, "Thing(name='n')"),
    ("vendor", {"name": "n"}, "Thing(name='n')"),
    ("wildcard", {"name": "n"}, "Thing(name='n')"),
    ("csv", {"name": "n"}, "Thing(name='n')"),
    ("referenced", {"name": "n"}, "Thing(name='n')"),
]


def test_responses_with_and_without_envelope_are_read(folder: Path) -> None:
    bodies = [(f"read_{name}", body) for name, body, _ in READ]
    shown = run_program(
        folder,
        f"""
        for name, body in {bodies!r}:
            response["json"] = body
            shown.append(repr(await getattr(op, name)(client)))
        """,
    )
    assert shown == [text for _, _, text in READ]


def test_model_without_envelope_has_its_etag_and_is_parsed_tolerantly(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        import importlib
        response.update(json={"name": "n"}, headers={"ETag": '"7"'})
        shown.append((await op.read_bare(client)).etag)
        result = importlib.import_module("authpi_core.api.untagged.read_list").RESULT
        found, fields = result.read_tolerantly(b'[{"name": 5}]')
        shown += [found[0].name, fields, result.has_envelope]
        """,
    )
    assert shown == ['"7"', 5, ["Thing.name"], False]


def test_page_has_the_fields_of_the_envelope(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        response["json"] = {"data": [], "has_more": False, "total": 7}
        shown.append((await op.read_full_page(client)).extra)
        """,
    )
    assert shown == [{"total": 7}]


def test_success_without_a_body_is_none_if_the_body_is_optional(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        del response["json"]
        response["status_code"] = 204
        shown += [await op.read_absent(client), await op.read_accepted(client)]
        try:
            await op.read_bare(client)
        except ValueError as error:
            shown.append(type(error).__name__)
        shown.append(op.read_absent.__annotations__["return"])
        """,
    )
    assert shown == [None, None, "ValidationError", "Thing | None"]


def test_texts_are_read(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        del response["json"]
        response["content"] = "Grüße".encode()
        shown += [await op.read_text(client), sent[-1].headers["accept"], op.read_text.__annotations__["return"]]
        await op.read_bare(client) if False else None
        response["content"] = b"{}"
        await op.read_anything(client)
        shown.append(sent[-1].headers["accept"])
        try:
            await op.read_vendor(client)
        except ValueError:
            shown.append(sent[-1].headers["accept"])
        response["content"] = b"\\xff"
        try:
            await op.read_text(client)
        except ValueError as error:
            shown.append(type(error).__name__)
        """,
    )
    assert shown == [
        "Grüße",
        "text/plain",
        "str",
        "application/json",
        "application/vnd.thing+json",
        "UnicodeDecodeError",
    ]


def test_bodies_of_each_kind_are_sent(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        response["status_code"] = 204
        await op.write_optional(client)
        await op.write_optional(client, {"name": "n"})
        await op.write_array(client, [{"name": "a"}, {"name": "b"}])
        await op.write_text(client, "a text")
        await op.write_patch(client, {"name": "n"})
        await op.write_two(client, {"name": "n"})
        await op.write_referenced(client, {"name": "n"})
        await op.write_empty(client)
        shown += [[request.content.decode(), request.headers.get("content-type")] for request in sent]
        for call in (op.write_array(client, None), op.write_two(client, ["n"])):
            try:
                await call
            except TypeError as error:
                shown.append(str(error).partition(";")[0])
        shown += [str(op.write_array.__annotations__["body"]), "What is new." in op.write_array.__doc__]
        """,
    )
    new, json_type = '{"name":"n"}', "application/json"
    assert shown == [
        ["", None],
        [new, json_type],
        ['[{"name":"a"},{"name":"b"}]', json_type],
        ['"a text"', json_type],
        [new, "application/merge-patch+json"],
        [new, json_type],
        [new, json_type],
        ["", None],
        "write.array: the body is None",
        "write.two: the body is an object of type list",
        "Sequence[NewThingInput]",
        True,
    ]


def test_operations_are_deprecated_described_and_named(folder: Path) -> None:
    shown = run_program(
        folder,
        """
        import inspect
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            for _ in range(2):
                await op.said_deprecated(client)
        shown.append([[str(warning.message), warning.filename] for warning in caught])
        shown += [op.said_deprecated.__deprecated__, inspect.cleandoc(op.said_deprecated.__doc__).splitlines()[:3]]
        shown += [op.said_deprecated.__module__, op.put_said.__module__, op.put_said.__doc__.splitlines()[0]]
        await op.said_ignored(client)
        await op.put_said(client)
        await op.said_secured(client)
        from authpi_core.server import BASE_URL
        shown += [[request.method for request in sent], CoreClient().base_url, BASE_URL]
        """,
    )
    assert shown == [
        [["said.deprecated is deprecated by the API", "<string>"]],
        "said.deprecated is deprecated by the API",
        ["Read it.", "", "Deprecated by the API."],
        "authpi_core.api.one.said_deprecated",
        "authpi_core.api.untagged.put_said",
        "Put said.",
        ["GET", "GET", "POST", "PUT", "DELETE"],
        "https://eu.example.com/api",
        "https://eu.example.com/api",
    ]


CHECKERS = {"mypy": ["--strict", "--cache-dir", "cache", "authpi_core"], "pyright": ["--pythonpath", sys.executable]}


@pytest.mark.parametrize("checker", CHECKERS)
def test_the_package_passes_type_checkers(folder: Path, checker: str) -> None:
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "include": ["authpi_core"]}')
    command = [sys.executable, "-m", checker, *CHECKERS[checker]]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)  # noqa: S603 - our code
    assert done.returncode == 0, done.stdout


SERVERS: list[tuple[Any, str]] = [
    ([{"url": "https://a.test/v2/"}, {"url": "https://b.test"}], "https://a.test/v2"),
    ([{"url": "/v1"}], ""),
    ([], ""),
    (None, ""),
]


@pytest.mark.parametrize(("servers", "address"), SERVERS, ids=str)
def test_the_default_address_follows_the_document(servers: Any, address: str, tmp_path: Path) -> None:
    document = operation_zoo()
    del document["servers"], document["paths"]["/said"]
    if servers is not None:
        document["servers"] = servers
    generate(document, tmp_path / "authpi_core")
    shown = run_program(
        tmp_path,
        """
        from authpi_core.server import BASE_URL
        shown += [BASE_URL, CoreClient().base_url]
        """,
    )
    assert shown == [address, address]
