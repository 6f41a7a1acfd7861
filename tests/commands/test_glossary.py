"""The glossary commands as an editor runs them: the real program on real files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "transcript_fix", "glossary", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "200", "PYTHONPATH": str(ROOT / "src")},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.txt").write_text(
        "Lei Jun: We sell Xiaomi phones and use JavaScript.\n\n" * 5
        + "Lei Jun: Then Xaiomi met Jupiter, see xiaomi.com.\n",
        "utf-8",
    )
    return tmp_path


def test_suggest_prints_and_writes_only_when_told(folder: Path) -> None:
    done = run(folder, "suggest", ".")
    assert done.returncode == 0, done.stderr
    assert "Xiaomi" in done.stdout
    assert "Xaiomi (1)" in done.stdout
    assert not (folder / "glossary.yaml").exists()
    run(folder, "suggest", ".", "--write")
    written = (folder / "glossary.yaml").read_text("utf-8")
    assert "{term: Xiaomi, autofix: review, wrong: [Xaiomi]}" in written


def test_add_says_where_a_wrong_form_is_a_word(folder: Path) -> None:
    done = run(folder, "add", "Jupyter", "--wrong", "Jupiter", "--type", "product")
    assert done.returncode == 0
    assert "'Jupiter' is a real word" in done.stderr
    assert run(folder, "lint").returncode == 1
    assert "list it under `heard`" in run(folder, "lint").stdout


def test_test_tells_which_entry_fails_and_where(folder: Path) -> None:
    (folder / "glossary.yaml").write_text(
        "terms: [{term: Xiaomi, tests: [{in: a Xaiomi, out: a Xiaomi}, {in: x, out: y}]}]\n",
        "utf-8",
    )
    done = run(folder, "test")
    assert done.returncode == 1
    assert "glossary.yaml:1:63: Xiaomi: 'x' becomes 'x', not 'y'" in done.stdout
    assert "2 tests, 1 failed" in done.stdout


def test_shadow_shows_what_an_entry_would_change(folder: Path) -> None:
    before = (folder / "a.txt").read_bytes()
    done = run(folder, "shadow", ".", "--term", "Jupyter", "--heard", "Jupiter")
    assert done.returncode == 1
    assert "Jupiter" in done.stdout
    assert "1 place more, 0 fewer than now" in done.stdout
    assert (folder / "a.txt").read_bytes() == before


def test_learn_mines_a_repository(folder: Path) -> None:
    (folder / ".git").rmdir()
    for command in (
        ["init", "-q"],
        ["add", "a.txt"],
        ["-c", "user.name=E", "-c", "user.email=e@x", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)
    text = (folder / "a.txt").read_text("utf-8").replace("Jupiter", "Jupyter")
    (folder / "a.txt").write_text(text.replace("Xaiomi", "Xiaomi"), "utf-8")
    subprocess.run(
        ["git", "-c", "user.name=E", "-c", "user.email=e@x", "commit", "-qam", "y"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    done = run(folder, "learn", "--from-git", ".", "--write")
    assert done.returncode == 0, done.stderr
    written = (folder / "glossary.yaml").read_text("utf-8")
    assert "{term: Jupyter, heard: [Jupiter]}" in written
    assert "{term: Xiaomi, wrong: [Xaiomi]}" in written


def test_export_and_import_go_round(folder: Path) -> None:
    run(folder, "add", "Xiaomi", "--wrong", "Xaiomi", "--source", "小米")
    assert run(folder, "export", "--to", "tbx", "-o", "out.tbx").returncode == 0
    done = run(folder, "import", "out.tbx", "--glossary", "new.yaml")
    assert done.returncode == 0, done.stderr
    assert "{term: Xiaomi, wrong: [Xaiomi], source: [小米]}" in (folder / "new.yaml").read_text()
    assert run(folder, "export", "--to", "vale", "-o", "vale").returncode == 0
    assert (folder / "vale" / "accept.txt").read_text() == "Xiaomi\n"


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (("lint",), "no glossary.yaml here or above"),
        (("export", "--to", "tbxx"), "no such form: 'tbxx'; did you mean 'tbx'?"),
        (("import", "a.txt"), "name its form with --from"),
        (("import", "none.csv"), "cannot be read"),
        (("import", "utf16.csv"), "UTF-16; save it as UTF-8"),
        (("import", "evil.tbx"), "DOCTYPE or entities, which are refused"),
        (("shadow", ".", "--term", "A", "--with", "b.yaml"), "name either --with FILE or --term"),
        (("suggest", "none"), "none"),
        (("learn", "--from-git", "none"), "no such folder"),
        (("add", "Xia.*mi"), "looks like a pattern"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(
    folder: Path, command: tuple[str, ...], line: str
) -> None:
    (folder / "utf16.csv").write_bytes("高通,Qualcomm\r\n".encode("utf-16"))
    (folder / "evil.tbx").write_text("<!DOCTYPE tbx><tbx/>", "utf-8")
    before = sorted(p.name for p in folder.iterdir())
    done = run(folder, *command)
    assert done.returncode == 2
    assert line in done.stderr.replace("\n", " ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert sorted(p.name for p in folder.iterdir()) == before


def test_the_schema_is_printed_as_json(folder: Path) -> None:
    assert json.loads(run(folder, "schema").stdout)["title"] == "transcript-fix glossary"


def test_orders_to_the_terminal_are_never_printed(folder: Path) -> None:
    (folder / "b.txt").write_text("We met \x1b[31mXiaomi here. " * 5, "utf-8")
    assert "\x1b[31m" not in run(folder, "suggest", "b.txt").stdout
