"""Documents are read within limits, and nothing that they refer to is fetched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import limits
import pytest
from generate import main
from helpers.small_document import small_document
from openapi_document import UnsupportedError

if TYPE_CHECKING:
    from pathlib import Path


def nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = {"type": "string"}
    for _ in range(depth):
        inner = {"type": "array", "items": inner}
    return {"openapi": "3.1.0", "components": {"schemas": {"Deep": inner}}}


def load(tmp_path: Path, text: str, suffix: str = ".json") -> dict[str, Any]:
    path = tmp_path / f"document{suffix}"
    path.write_text(text, encoding="utf-8")
    return limits.load(path)


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_json_and_yaml(tmp_path: Path, suffix: str) -> None:
    assert load(tmp_path, json.dumps(small_document()), suffix) == small_document()


@pytest.mark.parametrize(
    ("text", "suffix", "message"),
    [
        ("{", ".json", "#: the document is neither YAML nor JSON (Expecting property name"),
        ("a: [", ".yaml", "#: the document is neither YAML nor JSON (while parsing a flow node"),
        ("[]", ".json", "#: the document is not an object"),
        ("", ".yaml", "#: the document is not an object"),
        (json.dumps(nested(97)), ".json", "/items/type: nested deeper than 100 levels"),
        ("[" * 50_000, ".json", "#: the document is nested deeper than 100 levels"),
        ("[" * 5_000, ".yaml", "#: the document is nested deeper than 100 levels"),
        ('{"a": {"$ref": "other.yaml#/A"}}', ".json", "#/a: a reference to another document ('other.yaml#/A')"),
        ('{"a/b": [{"$ref": "https://x.test/a"}]}', ".json", "#/a~1b/0: a reference to another document"),
        ('{"a": {"$ref": "file:///etc/passwd"}}', ".json", "#/a: a reference to another document"),
        (
            '{"a": {"$ref": "#Anchor"}}',
            ".json",
            "#/a: a reference to an anchor ('#Anchor'); write it as a JSON pointer",
        ),
        ('{"a": {"$ref": "#"}}', ".json", "#/a: a reference to the whole document ('#'); refer to a component"),
    ],
    ids=range(12),
)
def test_invalid_documents(tmp_path: Path, text: str, suffix: str, message: str) -> None:
    with pytest.raises(UnsupportedError) as stopped:
        load(tmp_path, text, suffix)
    assert message in str(stopped.value)


def test_depth_that_is_allowed(tmp_path: Path) -> None:
    assert load(tmp_path, json.dumps(nested(95))) == nested(95)


def test_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    with pytest.raises(UnsupportedError, match="#: the document has 102 bytes, more than 100"):
        load(tmp_path, json.dumps("x" * 100))


def test_values_that_yaml_multiplies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_VALUES", 10_000)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(UnsupportedError, match="#: the document has more than 10000 values"):
        load(tmp_path, "\n".join(lines), ".yaml")


def test_aliases_of_yaml_are_copies(tmp_path: Path) -> None:
    """Otherwise, an overlay action for one property would change every property that has the same alias."""
    found: Any = load(tmp_path, "a: &number {type: [integer]}\nb: *number\n", ".yaml")
    found["a"]["type"].append("null")
    found["a"]["x-unit"] = "unix-ms"
    assert found == {"a": {"type": ["integer", "null"], "x-unit": "unix-ms"}, "b": {"type": ["integer"]}}


def test_references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_REFERENCES", 5)
    document = {"a": [{"$ref": "#/b"}] * 5}
    assert load(tmp_path, json.dumps(document)) == document
    with pytest.raises(UnsupportedError, match="#: the document has more than 5 references"):
        load(tmp_path, json.dumps({"a": [{"$ref": "#/b"}] * 6}))


def test_error_message_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = small_document()
    document["components"]["schemas"]["Kind"]["contentEncoding"] = "base64"
    path = tmp_path / "core-api.yaml"
    path.write_text(json.dumps(document))
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text("overlay: 1.0.0\nactions: []\n")
    monkeypatch.setattr("generate.DOCUMENT", path)
    monkeypatch.setattr("generate.OVERLAY", overlay)
    monkeypatch.setattr("sys.argv", ["generate.py", "--check"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert str(stopped.value) == (
        "core-api.yaml#/components/schemas/Kind: uses contentEncoding, which the generated code cannot represent; "
        "describe it without these keys"
    )


def test_times_and_dates_of_yaml_are_texts_and_json_may_have_any_suffix(tmp_path: Path) -> None:
    assert load(tmp_path, "at: 2026-01-31T12:00:00Z\non: 2026-01-31\n", ".yaml") == {
        "at": "2026-01-31T12:00:00Z",
        "on": "2026-01-31",
    }
    assert load(tmp_path, ' {"a":\t1}', ".yml") == {"a": 1}
