"""How the parts of a request are encoded: ids, times and bodies arrive as the caller passed them."""

from __future__ import annotations

import json
from collections import ChainMap, OrderedDict, UserDict, deque
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

import httpx
import pytest
from authpi_core.model import set_etag
from authpi_core.models import Account, User, UserStatus
from authpi_core.request import (
    Request,
    encode_if_match,
    encode_query,
    encode_request_body,
    encode_segment,
    resolve_path,
)
from authpi_core.types import UNCONDITIONAL, AccountRef
from authpi_core.values import unix_milliseconds
from helpers.document import SCHEMAS, example
from hypothesis import example as tried
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from authpi_core.types import Timeout

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
NOON_MS = 1_790_856_000_000

SEPARATORS = ["/", "a/b", "\\", "a\\b", "?", "a?b=1", "#", "a#b"]
CONTROLS = ["\x00", "a\nb", "\n\n", "a\n/\nb", "\r\n", "\x7f", "\x85", "\ud800"]
UNSAFE = ["", ".", "..", *SEPARATORS, *CONTROLS]
UNRESERVED = ["usr_1", "a.b", "...", ".a", "..a", "a..", "~", "-"]
SAFE = [*UNRESERVED, "%2e%2e", "%2F", "é", "a b", "@", ":", ";", "a&b=c+d", "日本", "\u2028"]
# Whatever a caller may pass: dangerous letters are likely, and other types than text happen.
SEGMENT = st.text(st.characters() | st.sampled_from("/\\?#%.;:@& \x00\r\n"), max_size=8)
ARGUMENT = (
    SEGMENT | st.sampled_from(UNSAFE + SAFE) | st.none() | st.integers() | st.binary() | st.lists(SEGMENT, max_size=2)
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8)
MOMENTS = st.datetimes(timezones=st.timezones() | st.just(UTC))


class Ref(AccountRef):
    """An account that counts how often it is resolved."""

    def __init__(self, account_id: str) -> None:
        self.account_id = account_id
        self.asked = 0

    async def resolve(self, *, timeout: Timeout | None = None, deadline: float | None = None) -> str:
        assert (timeout, deadline) == (1.5, 9.0)
        self.asked += 1
        return self.account_id


def encode_body(body: object) -> bytes | None:
    return encode_request_body(Request("things.create", "POST", "/v1/things", body=body))


def encode_path(segments: list[Any]) -> str:
    return "".join(f"/{encode_segment(segment)}" for segment in segments)


async def resolved(path: str, *ids: Any) -> str:
    return await resolve_path(Request("things.get", "GET", path, ids), timeout=1.5, deadline=9.0)


@pytest.mark.parametrize("segment", UNSAFE)
def test_unsafe_segment_raises(segment: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a lone surrogate is one of another kind
        encode_path(["v1", segment])


@pytest.mark.parametrize("segment", [None, 7, b"usr_1", ["a"], object(), True])
def test_segment_that_is_not_a_string_raises(segment: object) -> None:
    with pytest.raises(ValueError, match=r"^users.get: user_id is .*; pass a non-empty string other than"):
        encode_segment(segment, "user_id", "users.get")


@pytest.mark.parametrize("segment", SAFE)
def test_safe_segment_is_percent_encoded(segment: str) -> None:
    path = encode_path(["v1", segment, "x"])
    assert path.split("/")[2:] == [path[4:-2], "x"]
    assert unquote(path[4:-2]) == segment
    assert path.isascii()


@given(st.lists(ARGUMENT, min_size=1, max_size=4))
@tried(["v1", "..", "users"])
@tried(["v1", "a/../b"])
def test_path_has_exactly_the_passed_segments_or_raises(segments: list[Any]) -> None:
    try:
        path = encode_path(segments)
    except ValueError:
        assert any(not isinstance(segment, str) or is_unsafe(segment) for segment in segments)
        return
    assert not any(is_unsafe(segment) for segment in segments)
    assert [unquote(part) for part in path.split("/")] == ["", *segments]


def is_unsafe(segment: str) -> bool:
    bad = set("/\\?#") | {chr(code) for code in [*range(0x20), *range(0x7F, 0xA0)]}
    return segment in {"", ".", ".."} or bool(bad & set(segment)) or any("\ud800" <= one <= "\udfff" for one in segment)


@given(st.lists(SEGMENT.filter(lambda segment: not is_unsafe(segment)), min_size=1, max_size=4))
def test_httpx_sends_the_path_as_it_is_written(segments: list[str]) -> None:
    path = encode_path(segments)
    assert httpx.Request("GET", "https://core-api.test" + path).url.raw_path.decode() == path


async def test_account_is_requested_only_if_the_other_ids_are_valid() -> None:
    account = Ref("acc_1")
    with pytest.raises(ValueError, match=r"^things.get: b is '\.\.'; pass a non-empty string"):
        await resolved("/v1/{a}/{b}", account, "..")
    assert account.asked == 0
    assert await resolved("/v1/{a}/{b}", account, "é") == "/v1/acc_1/%C3%A9"
    assert account.asked == 1
    with pytest.raises(ValueError, match=r"^things.get: a is '\.\.'"):
        await resolved("/v1/{a}", Ref(".."))
    assert await resolved("/v1/me") == "/v1/me"
    assert await resolved("/v1/{a}:find/x", "a:b") == "/v1/a%3Ab:find/x"


@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_query_contains_the_passed_values(query: dict[str, str]) -> None:
    written = encode_query(query)
    assert dict(parse_qsl(written, keep_blank_values=True, strict_parsing=bool(query))) == query
    assert httpx.URL("https://core-api.test/?" + written).query.decode() == written


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a b&c=d/é+", "x=a%20b%26c%3Dd%2F%C3%A9%2B"),
        ("", "x="),
        (0, "x=0"),
        (False, "x=false"),
        (True, "x=true"),
        (1.5, "x=1.5"),
        (NOON, f"x={NOON_MS}"),
        (UserStatus.PENDING_APPROVAL, "x=pending_approval"),
        (None, ""),
    ],
    ids=str,
)
def test_value_of_a_query(value: Any, expected: str) -> None:
    assert encode_query({"x": value}) == expected


@given(MOMENTS)
def test_times_are_milliseconds_rounded_down(moment: datetime) -> None:
    written = unix_milliseconds(moment)
    rest = moment - datetime(1970, 1, 1, tzinfo=UTC) - written * timedelta(milliseconds=1)
    assert timedelta(0) <= rest < timedelta(milliseconds=1)
    assert encode_query({"t": moment}) == f"t={written}"
    assert json.loads(encode_body({"t": [moment]}) or b"") == {"t": [written]}


def test_naive_time_raises() -> None:
    naive = NOON.replace(tzinfo=None)
    encoders: list[Callable[[datetime], object]] = [
        unix_milliseconds,
        lambda time: encode_query({"t": time}),
        lambda time: encode_body({"t": [time]}),
    ]
    for encode in encoders:
        with pytest.raises(ValueError, match=r"no time zone: pass an aware datetime"):
            encode(naive)


@given(JSON)
def test_body_is_the_json_that_was_passed(body: Any) -> None:
    assert json.loads(encode_body({"a": body}) or b"") == {"a": body}


BODIES: list[tuple[Any, str]] = [
    (MappingProxyType({"a": 1}), '{"a":1}'),
    (ChainMap({"a": 1}, {"b": 2}), '{"b":2,"a":1}'),
    (OrderedDict[str, object](_private=1, type="x"), '{"_private":1,"type":"x"}'),
    (UserDict({"a": UserDict({"b": [1]})}), '{"a":{"b":[1]}}'),
    (
        {"a": (1, 2), "b": deque([3]), "c": {4}, "d": range(2), "e": dict[str, int]().keys()},
        '{"a":[1,2],"b":[3],"c":[4],"d":[0,1],"e":[]}',
    ),
    ({"status": UserStatus.ACTIVE, "all": [UserStatus.BLOCKED]}, '{"status":"active","all":["blocked"]}'),
    ({"μ": "é"}, '{"\\u03bc":"\\u00e9"}'),
    ({}, "{}"),
]


@pytest.mark.parametrize(("body", "expected"), BODIES, ids=str)
def test_body_of_any_mapping_and_sequence(body: object, expected: str) -> None:
    assert encode_body(body) == expected.encode()


@pytest.mark.parametrize(
    "value",
    [object(), b"bytes", bytearray(b"x"), memoryview(b"x"), Decimal(1), date(2026, 1, 1), 1j, User, {("a",): 1}],
    ids=str,
)
def test_body_that_is_not_json_raises(value: object) -> None:
    with pytest.raises(TypeError):
        encode_body({"a": [value]})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_body_with_a_number_that_is_not_finite_raises(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode_body({"a": value})


def test_models_are_written_as_they_were_received() -> None:
    """By alias, with unknown fields, without the fields that were not set, and without the ETag."""
    received = {**example(SCHEMAS["Account"], "required"), "balance_μusd": 5, "unknown": {"a": 1}}
    account = Account.model_validate(received)
    set_etag(account, '"1"')
    for body, sent in ((account, received), ({"accounts": [account]}, {"accounts": [received]})):
        assert json.loads(encode_body(body) or b"") == sent


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1))
@tried('"a b"')
def test_etag_is_sent_unchanged(etag: str) -> None:
    assert encode_if_match(etag) == etag


INVALID_ETAGS = ["", " ", '"1" ', ' "1"', '"1"\n', '"1"\r\nX-More: 1', '"\x00"', '"é"', '"\x7f"', '"\ud800"', "\t"]


@pytest.mark.parametrize("etag", INVALID_ETAGS)
def test_invalid_etag_raises(etag: str) -> None:
    with pytest.raises(ValueError, match="if_match takes an ETag"):
        encode_if_match(etag)


def test_etag_of_a_model() -> None:
    user = User.model_construct()
    assert encode_if_match(UNCONDITIONAL) is None
    with pytest.raises(ValueError, match=r"this User has no ETag .*get\(\)"):
        encode_if_match(user)
    set_etag(user, '"1"')
    assert encode_if_match(user) == '"1"'
    set_etag(user, "1\n2")
    with pytest.raises(ValueError, match="if_match takes an ETag"):
        encode_if_match(user)
