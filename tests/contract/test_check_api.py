"""Changes that break programs written for the last release, found in a small repository with a tag."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import check_api
import pytest
from check_api import last_release, unnamed_breaks

if TYPE_CHECKING:
    from pathlib import Path

MODULE = '''"""A package."""

__all__ = ["Client", "total"]


def total(first: int, second: int = 2) -> int:
    """Add."""
    return first + second


def _hidden(first: int) -> int:
    return first


class Client:
    """A client."""

    limit: int = 50

    def close(self, *, timeout: float = 5.0) -> None:
        """Close it."""
'''
CHANGELOG = "# Changelog\n\n## 1.1 (unreleased)\n\n- Faster.\n\n## 1.0\n\n- `total`, `Client.close` and `Client`.\n"


def git(folder: Path, *arguments: str) -> None:
    """Run git with an identity of its own."""
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    command = [shutil.which("git") or "git", *identity, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 - the commands of this test


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository whose first commit is the release 1.0."""
    (tmp_path / "src" / "package").mkdir(parents=True)
    change(tmp_path, MODULE)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Release")
    git(tmp_path, "tag", "v1.0.0")
    git(tmp_path, "tag", "nightly")  # of no release
    return tmp_path


def change(repository: Path, module: str, changelog: str = CHANGELOG) -> None:
    (repository / "src" / "package" / "__init__.py").write_text(module)
    (repository / "CHANGELOG.md").write_text(changelog)


def breaks(repository: Path) -> list[str]:
    return list(unnamed_breaks(repository, "v1.0.0", {"package": "src"}))


def test_last_release(repository: Path) -> None:
    assert last_release(repository) == "v1.0.0"


def test_without_a_release(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "tag", "--delete", "v1.0.0")
    monkeypatch.setattr(check_api, "ROOT", repository)
    check_api.main()
    assert capsys.readouterr().out.startswith("No release is tagged, so there is nothing to compare")


COMPATIBLE = {
    "nothing": ("", ""),
    "a function more": ("class Client:", 'def more() -> None:\n    """Do more."""\n\n\nclass Client:'),
    "a parameter more, with a default": ("second: int = 2", "second: int = 2, third: int = 3"),
    "a private parameter": ("def _hidden(first: int)", "def _hidden(other: int)"),
}


@pytest.mark.parametrize(("old", "new"), COMPATIBLE.values(), ids=COMPATIBLE)
def test_compatible_change(old: str, new: str, repository: Path) -> None:
    change(repository, MODULE.replace(old, new) if old else MODULE)
    assert breaks(repository) == []


BREAKING = {
    "a parameter with another name": ("def total(first: int", "def total(one: int", "total", "Parameter was removed"),
    "a parameter that is required": ("second: int = 2", "second: int", "total", "Parameter is now required"),
    "a method that is gone": ("def close(", "def aclose(", "Client.close", "Public object was removed"),
    "a keyword of a method": ("timeout: float = 5.0", "wait: float = 5.0", "Client.close", "Parameter was removed"),
    "an attribute that is gone": ("    limit: int = 50\n", "", "Client.limit", "Public object was removed"),
}


@pytest.mark.parametrize(("old", "new", "name", "problem"), BREAKING.values(), ids=BREAKING)
def test_breaking_change(old: str, new: str, name: str, problem: str, repository: Path) -> None:
    assert old in MODULE
    change(repository, MODULE.replace(old, new))
    assert any(problem in line and name.rpartition(".")[2] in line for line in breaks(repository))
    for text in (f"- `{name}(…)` differs.", f"- `package.{name}`, see below."):
        change(repository, MODULE.replace(old, new), CHANGELOG.replace("- Faster.", text))
        assert breaks(repository) == []


def test_method_is_named_with_its_class(repository: Path) -> None:
    change(repository, MODULE.replace("def close(", "def aclose("), CHANGELOG.replace("Faster", "`close` is gone"))
    assert len(breaks(repository)) == 1


def test_program_fails(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_api, "ROOT", repository)
    monkeypatch.setattr(check_api, "PACKAGES", {"package": "src"})
    check_api.main()
    change(repository, MODULE.replace("def total(first: int", "def total(one: int"))
    with pytest.raises(SystemExit, match=r"(?s)total.*These changes break .* v1\.0\.0\. Undo them, or name"):
        check_api.main()
