"""The hooks, run by the real pre-commit on a real git repository.

Our own `.pre-commit-hooks.yaml` is used, but for one word: `language` is the system's, so that the
command under test is the one of this checkout and no second environment is built.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
MANIFEST = ".pre-commit-hooks.yaml"
BAD = "We have alof of phones.\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\n" + BAD
VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + BAD


class Repository:
    """A git repository with pre-commit's configuration for one hook of ours."""

    def __init__(self, folder: Path, hooks: Path, hook: str, *args: str) -> None:
        self.folder = folder
        folder.mkdir()
        self.env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        self.env |= {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PRE_COMMIT_HOME": str(folder.parent / "home"),
        }
        self.env |= {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
        for name in ("PRE_COMMIT", "GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
            self.env.pop(name, None)
        _begin(folder, self.env)
        revision = _git(hooks, self.env, "rev-parse", "HEAD").strip()
        listed = ", ".join(f'"{a}"' for a in ("--engine", "house", *args))
        self.write(
            ".pre-commit-config.yaml",
            f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n"
            f"  - id: {hook}\n    args: [{listed}]\n    verbose: true\n",
        )

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        _git(self.folder, self.env, "add", "-A")
        return path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-m", "pre_commit", *arguments)
        return subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, text=True
        )

    def commit(self) -> subprocess.CompletedProcess[str]:
        command = ("git", "commit", "-q", "-m", "x")
        return subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, text=True
        )


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository that offers our hooks."""
    folder = tmp_path_factory.mktemp("offered")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    _begin(folder, env)
    manifest = (ROOT / MANIFEST).read_text("utf-8")
    assert manifest.count("language: python") == 2
    (folder / MANIFEST).write_text(
        manifest.replace("language: python", "language: system"), "utf-8"
    )
    _git(folder, env, "add", "-A")
    _git(folder, env, "commit", "-q", "-m", "x")
    return folder


@pytest.fixture
def check(tmp_path: Path, hooks: Path) -> Repository:
    return Repository(tmp_path / "content", hooks, "transcript-fix")


@pytest.fixture
def safe(tmp_path: Path, hooks: Path) -> Repository:
    return Repository(tmp_path / "content", hooks, "transcript-fix-safe")


def _begin(folder: Path, env: dict[str, str]) -> None:
    _git(folder, env, "init", "-q", "-b", "main")
    _git(folder, env, "config", "user.email", "ann@example.org")
    _git(folder, env, "config", "user.name", "Ann")


def _git(folder: Path, env: dict[str, str], *arguments: str) -> str:
    command = ("git", *arguments)
    done = subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True, text=True)
    return done.stdout


def word_file(folder: Path) -> bytes:
    document = docx.Document()
    document.add_paragraph(BAD.strip())
    document.save(str(folder / "made.docx"))
    data = (folder / "made.docx").read_bytes()
    (folder / "made.docx").unlink()
    return data


def test_the_manifest_is_what_pre_commit_wants() -> None:
    command = (sys.executable, "-m", "pre_commit", "validate-manifest", MANIFEST)
    subprocess.run(command, cwd=ROOT, check=True)


def test_a_commit_with_findings_is_stopped_and_nothing_is_changed(check: Repository) -> None:
    talk = check.write("talks/a.srt", SRT)
    assert check.run("install").returncode == 0
    done = check.commit()
    assert done.returncode == 1
    assert "alof of -> a lot of" in done.stderr
    assert talk.read_text("utf-8") == SRT
    assert "nothing to commit" not in done.stderr


def test_every_kind_of_transcript_is_seen_and_nothing_else(check: Repository) -> None:
    names = ("a.txt", "b.MD", "c.srt", "d.vtt", "e.docx")
    for name, text in zip(names, (BAD, BAD, SRT, VTT, word_file(check.folder)), strict=True):
        check.write(name, text)
    check.write("code.py", "# We have alof of phones.\n")
    check.write("data.json", '{"a": "alof of"}')
    done = check.run("run", "--all-files")
    assert done.returncode == 1
    seen = set(re.findall(r"^(\S+)  \d+ words", done.stdout, re.MULTILINE))
    assert seen == set(names)


def test_many_files_are_one_run(check: Repository) -> None:
    for number in range(30):
        check.write(f"{number}.txt", "We have many phones.\n")
    done = check.run("run", "--all-files")
    assert done.returncode == 0
    assert done.stdout.count("Nothing found in 30 files") == 1


def test_a_clean_commit_goes_through(check: Repository) -> None:
    check.write("a.txt", "We have many phones.\n")
    check.run("install")
    assert check.commit().returncode == 0


def test_what_needs_an_editor_is_sent_to_the_review_of_what_is_staged(check: Repository) -> None:
    check.write("a.txt", "In 2012 years we sold phones.\n")
    done = check.run("run")
    assert done.returncode == 1
    assert "transcript-fix review --staged asks you one by one" in done.stdout


def test_safe_fixes_are_made_and_the_commit_is_stopped_once(safe: Repository) -> None:
    talk = safe.write("a.srt", SRT)
    safe.run("install")
    done = safe.commit()
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stderr
    assert talk.read_text("utf-8") == SRT.replace("alof of", "a lot of")
    safe.write("b.txt", "We have many phones.\n")
    assert safe.commit().returncode == 0


def test_safe_fixes_name_the_review_for_the_rest(safe: Repository) -> None:
    talk = safe.write("a.txt", BAD + "In 2012 years we sold phones.\n")
    done = safe.run("run")
    assert done.returncode == 1
    assert "1 finding left: transcript-fix review --staged" in done.stdout
    assert talk.read_text("utf-8") == "We have a lot of phones.\nIn 2012 years we sold phones.\n"


def test_where_nothing_is_safe_the_commit_goes_through_and_the_rest_waits(safe: Repository) -> None:
    safe.write("a.txt", "In 2012 years we sold phones.\n")
    done = safe.run("run")
    assert done.returncode == 0, done.stdout
    assert "1 finding left: transcript-fix review --staged" in done.stdout


def test_only_changed_lines_with_staged(tmp_path: Path, hooks: Path) -> None:
    content = Repository(tmp_path / "content", hooks, "transcript-fix", "--staged")
    content.write("a.txt", BAD)
    assert content.commit().returncode == 0  # before the hook is installed
    content.run("install")
    content.write("a.txt", BAD + "We have many ideas.\n")
    assert content.commit().returncode == 0
    content.write("a.txt", BAD + "We have many ideas.\nAnd alof of plans.\n")
    done = content.commit()
    assert done.returncode == 1
    assert "3:5" in done.stderr
    assert "1:9" not in done.stderr
    _git(content.folder, content.env, "commit", "-q", "-n", "-m", "x")
    assert content.run("run", "--from-ref", "HEAD~2", "--to-ref", "HEAD").returncode == 1
    assert content.run("run", "--from-ref", "HEAD~1", "--to-ref", "HEAD").returncode == 1
    assert content.run("run", "--all-files").returncode == 1


def test_a_file_that_cannot_be_read_stops_the_commit(check: Repository) -> None:
    check.write("a.txt", b"We have\0\1\2 phones.\n")
    done = check.run("run", "--all-files")
    assert done.returncode == 1
    assert "exit code: 2" in done.stdout
