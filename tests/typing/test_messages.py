"""The messages of mypy and pyright for a body with a mistake name the key, in nested objects too."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

START = """from authpi_admin import AuthPIAdmin
from authpi_admin.types import UserProfileInput, with_extra

async def calls(admin: AuthPIAdmin) -> None:
    issuer = admin.issuer("i_1")
    user, organization = issuer.user("usr_1"), issuer.organization("org_1")
"""
# A statement, and the messages of mypy and pyright.
MISTAKES = {
    'await issuer.users.create({"emial": "a@example.com"})': (
        'Extra key "emial" for TypedDict "NewUserInput"',
        '"emial" is an undefined item in type "NewUserInput"',
    ),
    'await issuer.users.create({"email": "a@example.com", "profile": {"frist_name": "A"}})': (
        'Extra key "frist_name" for TypedDict "UserProfileInput"',
        '"frist_name" is an undefined item in type "UserProfileInput"',
    ),
    'await user.update({"profile": {"frist_name": "A"}})': (
        'Extra key "frist_name" for TypedDict "UserProfileInput"',
        '"frist_name" is an undefined item in type "UserProfileInput"',
    ),
    'await organization.members.create({"member_id": "usr_1", "role": "admin"})': (
        'Extra key "role" for TypedDict "AddMemberInput"',
        '"role" is an undefined item in type "AddMemberInput"',
    ),
    "await organization.members.create({})": (
        'Missing key "member_id" for TypedDict "AddMemberInput"',
        '"member_id" is required in "AddMemberInput"',
    ),
    'await admin.api_keys.create({"name": "a", "restrictions": {"scope": ["users:read"]}})': (
        'Extra key "scope" for TypedDict "ApiKeyRestrictionsInput"',
        '"scope" is an undefined item in type "ApiKeyRestrictionsInput"',
    ),
    'await admin.webhooks.create({"uri": "https://example.com", "auth": {"type": "none"}, "events": []})': (
        'Extra key "uri" for TypedDict "NewWebhookInput"',
        '"uri" is an undefined item in type "NewWebhookInput"',
    ),
    'await admin.webhooks.create({"url": "https://example.com", "auth": {"type": "none"}})': (
        'Missing key "events" for TypedDict "NewWebhookInput"',
        '"events" is required in "NewWebhookInput"',
    ),
    'await organization.update({"status": "suspnded"})': (
        """expression has type "Literal['suspnded']", TypedDict item "status" has type""",
        "is not assignable to type \"Literal['deleted']\"",
    ),
    "await user.delete(if_match=None)": (
        'incompatible type "None"; expected "str | Model | Unconditional"',
        '"None" is not assignable to "str"',
    ),
    '_: UserProfileInput = {"frist_name": "A"}': (
        'Extra key "frist_name" for TypedDict "UserProfileInput"',
        '"frist_name" is an undefined item in type "UserProfileInput"',
    ),
    'await user.update({"profile": with_extra(UserProfileInput(frist_name="A"), {"custom": 1})})': (
        'Extra key "frist_name" for TypedDict "UserProfileInput"',
        "No overloads for",  # pyright marks the constructor and names no key
    ),
}
BEFORE = START.count("\n")


def lines() -> dict[int, str]:
    return dict(enumerate(MISTAKES, BEFORE + 1))


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[int, str]]:
    """The messages of each checker by line, for a module with all the mistakes."""
    folder = tmp_path_factory.mktemp("mistakes")
    (folder / "mistakes.py").write_text(START + "".join(f"    {statement}\n" for statement in MISTAKES))
    return {"mypy": by_mypy(folder), "pyright": by_pyright(folder)}


def run(folder: Path, *command: str) -> str:
    done = subprocess.run([sys.executable, "-m", *command], check=False, capture_output=True, text=True, cwd=folder)  # noqa: S603 - our own words
    assert done.returncode == 1, done.stderr
    return done.stdout


def by_mypy(folder: Path) -> dict[int, str]:
    out = run(folder, "mypy", "--strict", "--output=json", "--cache-dir=cache", "mistakes.py")
    return joined([(found["line"], found["message"]) for found in map(json.loads, out.splitlines())])


def by_pyright(folder: Path) -> dict[int, str]:
    out = run(folder, "pyright", "--outputjson", "--pythonpath", sys.executable, "mistakes.py")
    found = json.loads(out)["generalDiagnostics"]
    return joined([(each["range"]["start"]["line"] + 1, each["message"]) for each in found])


def joined(messages: Sequence[tuple[int, str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for line, message in messages:
        found[line] = f"{found.get(line, '')}{message}\n"
    return found


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_each_mistake_is_the_only_error_of_its_line(checker: str, said: Mapping[str, Mapping[int, str]]) -> None:
    assert said[checker].keys() == lines().keys()


@pytest.mark.parametrize(("line", "statement"), lines().items(), ids=MISTAKES)
def test_messages_name_the_key(line: int, statement: str, said: Mapping[str, Mapping[int, str]]) -> None:
    mypy, pyright = MISTAKES[statement]
    assert mypy in said["mypy"][line]
    assert pyright in said["pyright"][line]
