"""The command in a real terminal (a pty): line mode, two reviewers, git, saved runs."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from transcript_fix.checkers import judge

COMMAND = [sys.executable, "-m", "transcript_fix", "review"]
RULES = ["--engine", "house", "--rule", "run-together-words", "--rule", "doubled-word"]
TALK = "Lei Jun: There are alof of shops.\n\nReporter: Did they they say alof of things?\n"


class Terminal:
    """The command in a pty of some size."""

    def __init__(
        self, folder: Path, *arguments: str, size: tuple[int, int] = (100, 30), **environ: str
    ) -> None:
        self.text = ""
        self.status: int | None = None
        self.pid, self.handle = pty.fork()
        if not self.pid:
            os.chdir(folder)
            left_out = ("NO_COLOR", "LC_ALL", "LANG", "PYTHONUTF8", "COLUMNS", "LINES")
            kept = {k: v for k, v in os.environ.items() if k not in left_out}
            given = {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **environ}
            os.execve(COMMAND[0], [*COMMAND, *arguments], given)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def read(self, seconds: float) -> bool:
        """Read what comes; return whether the program still runs."""
        if select.select([self.handle], [], [], seconds)[0]:
            try:
                data = os.read(self.handle, 1 << 16)
            except OSError:
                data = b""
            if not data:
                return False
            self.text += data.decode("utf-8", "replace")
        return True

    def until(self, words: str, seconds: float = 30) -> str:
        """Wait for words; return all that came."""
        end = time.monotonic() + seconds
        while words not in self.text:
            if time.monotonic() > end or not self.read(0.2):
                raise AssertionError(f"{words!r} never came:\n{self.text[-3000:]}")
        return self.text

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self.handle, keys.encode())

    def end(self) -> int:
        """Wait for the end; return the exit status."""
        if self.status is None:
            while self.read(10):
                pass
            _, status = os.waitpid(self.pid, 0)
            os.close(self.handle)
            self.status = os.waitstatus_to_exitcode(status)
        return self.status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("size", "environ", "why"),
    [
        ((40, 12), {}, "smaller than 60 by 14"),
        ((100, 30), {"TERM": "dumb"}, "cannot draw"),
        ((100, 30), {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
                     "PYTHONIOENCODING": "ascii"}, "does not use UTF-8"),
    ],
)  # fmt: skip
def test_line_mode_by_itself(
    folder: Path, size: tuple[int, int], environ: dict[str, str], why: str
) -> None:
    terminal = Terminal(folder, *RULES, "talk.txt", size=size, **environ)
    terminal.until("? help >")
    assert why in terminal.text
    assert "\x1b" not in terminal.text
    assert "[-alof-]{+a lot+} of" in terminal.text
    lines = terminal.text[: terminal.text.index("y yes")].splitlines()
    assert all(len(line) <= size[0] for line in lines if line.startswith("  "))
    terminal.type("Y\ny\nw\nq\n")
    assert terminal.end() == 0
    mended = "Lei Jun: There are a lot of shops.\n\nReporter: Did they say a lot of things?\n"
    assert (folder / "talk.txt").read_text(encoding="utf-8") == mended


def test_line_mode_where_only_ascii_can_be_shown(folder: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    terminal = Terminal(folder, *RULES, "talk.txt", **ascii_only, PYTHONCOERCECLOCALE="0")
    terminal.until("? help >")
    assert "alof of -> a lot of" in terminal.text
    assert terminal.text.isascii()
    terminal.type("q\n")
    assert terminal.end() == 1


def test_the_keys_of_line_mode(folder: Path) -> None:
    terminal = Terminal(folder, "--plain", *RULES, "talk.txt")
    terminal.until("? help >")
    for keys, words in (
        ("?", "take back the last step"),
        ("e\nplenty of\nn\n", "Accepted alof of → plenty of"),
        ("u", "Taken back: accepted alof of → plenty of"),
        ("redo", "Done again"),
        ("s", "Put off"),
        ("i\nhere\na nickname\n", "Ignored"),
        ("bogus", "is no key here"),
        ("/\nthey\n", "1 group shown"),
        ("v", "Whole file"),
        ("f\nstate:maybe\n", "No state 'maybe'"),
    ):
        terminal.type(keys.rstrip("\n") + "\n")
        terminal.until(words)
    terminal.type("q\nk\n")
    terminal.end()
    assert (folder / "talk.txt").read_text(encoding="utf-8") == TALK


def test_an_empty_line_answers_nothing(folder: Path) -> None:
    terminal = Terminal(folder, "--plain", *RULES, "talk.txt")
    terminal.until("? help >")
    terminal.type("\n\n\n\x04")
    assert terminal.end() == 1
    assert "0 of 3 decided" in terminal.text
    assert "Accepted" not in terminal.text


def test_no_colour_is_honoured_on_the_whole_screen(folder: Path) -> None:
    terminal = Terminal(folder, *RULES, "talk.txt", NO_COLOR="1", COLORTERM="truecolor")
    terminal.until("{+")
    terminal.type("q")
    assert terminal.end() == 1
    colours = set(re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", terminal.text))
    assert all(r == g == b for r, g, b in colours)


def test_the_whole_screen_leaves_the_terminal_as_it_was(folder: Path) -> None:
    terminal = Terminal(folder, *RULES, "talk.txt")
    terminal.until("{+")
    terminal.type("y")
    terminal.until("takes it back")
    terminal.type("q")
    terminal.until("keep for later")
    terminal.type("k")
    assert terminal.end() == 1
    assert terminal.text.rindex("\x1b[?1049l") > terminal.text.rindex("\x1b[?1049h")
    assert "1 of 3 places decided, every answer saved" in terminal.text
    assert (folder / "talk.txt").read_text(encoding="utf-8") == TALK


def run(folder: Path, *arguments: str, keys: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, input=keys, capture_output=True, text=True, timeout=60
    )


def test_without_a_terminal_it_says_what_to_do(folder: Path) -> None:
    done = run(folder, "talk.txt")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "--plain" in done.stderr


def test_an_engine_that_is_missing_is_no_clean_review(folder: Path) -> None:
    url = "http://127.0.0.1:9/"
    done = run(folder, "--plain", "--engine", "languagetool", "--languagetool-url", url, "talk.txt")
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.txt",), "no such file"),
        (("--plain", "--only", "colour:red", "talk.txt"), "no filter 'colour'"),
        (("--plain",), "name the transcripts"),
        (("--plain", "--staged"), "git"),
    ],
)
def test_bad_input_is_one_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(folder, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert (folder / "talk.txt").read_text(encoding="utf-8") == TALK


def test_keys_of_the_configuration_count(folder: Path) -> None:
    table = '[tool.transcript-fix]\nreview-keys = {accept = "a", surest = "S"}\n'
    (folder / "pyproject.toml").write_text(table)
    done = run(folder, "--plain", *RULES, "talk.txt", keys="a\nq\nk\n")
    assert "Accepted" in done.stdout
    clash = table.replace('"a"', '"n"')
    (folder / "pyproject.toml").write_text(clash)
    done = run(folder, "--plain", *RULES, "talk.txt")
    assert done.returncode == 2
    assert "'n' is both accept and reject" in done.stderr


def test_the_second_reviewer_is_told_and_may_follow_or_take_over(folder: Path) -> None:
    first = Terminal(folder, "--plain", "--as", "Ana", *RULES, "talk.txt")
    first.until("? help >")
    told = run(folder, "--plain", "--as", "Bo", *RULES, "talk.txt")
    assert told.returncode == 2
    assert "Ana is reviewing this project" in told.stderr
    following = run(folder, "--plain", "--follow", *RULES, "talk.txt", keys="y\nq\n")
    assert "only following" in following.stdout
    second = Terminal(folder, "--plain", "--as", "Bo", *RULES, "talk.txt")
    second.until("take over")
    second.type("t\n")
    second.until("? help >")
    first.type("y\n")
    first.until("Bo took over this review; your answers until then are saved")
    first.type("q\n")
    first.end()
    second.type("y\nq\nk\n")
    second.end()
    assert "Accepted" in second.text


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def test_staged_and_since_ask_only_about_changed_lines(folder: Path) -> None:
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    changed = TALK.replace("Reporter: Did", "Reporter: So did") + "\nLei Jun: Yes, alof of.\n"
    (folder / "talk.txt").write_text(changed, encoding="utf-8")
    git(folder, "add", ".")
    staged = run(folder, "--plain", *RULES, "--staged", keys="q\n")
    assert "0 of 3 decided" in staged.stdout
    git(folder, "commit", "-qm", "two")
    since = run(folder, "--plain", *RULES, "--since", "HEAD~1", keys="q\n")
    assert "0 of 3 decided" in since.stdout
    nothing = run(folder, "--plain", *RULES, "--staged")
    assert nothing.returncode == 0
    assert "no transcript has changed lines" in nothing.stderr
    wrong = run(folder, "--plain", *RULES, "--since", "nowhere")
    assert wrong.returncode == 2


def test_a_saved_run_is_reviewed_without_engines(folder: Path) -> None:
    save = [sys.executable, "-m", "transcript_fix", "check", *RULES, "--save", "run.json"]
    subprocess.run([*save, "talk.txt"], cwd=folder, capture_output=True, timeout=60)
    text = "Host: New at the top.\n\n" + TALK.replace("Did they they say", "So did they say")
    (folder / "talk.txt").write_text(text, encoding="utf-8")
    time.sleep(0.1)
    terminal = Terminal(folder, "--plain", "run.json")
    terminal.until("? help >")
    time.sleep(1.0)
    terminal.type("Y\nw\nq\n")
    terminal.end()
    assert (folder / "talk.txt").read_text(encoding="utf-8") == text.replace("alof", "a lot")


def test_the_editors_own_program_opens_the_file_at_its_line(folder: Path) -> None:
    program = folder / "editor.sh"
    program.write_text('#!/bin/sh\necho "$@" >> opened.txt\nsed -i "s/shops/stores/" "$2"\n')
    program.chmod(0o755)
    terminal = Terminal(folder, "--plain", *RULES, "talk.txt", EDITOR=str(program), VISUAL="")
    terminal.until("? help >")
    terminal.type("E\n")
    terminal.until("The file was read again")
    terminal.type("Y\nw\nq\n")
    terminal.end()
    assert (folder / "opened.txt").read_text().startswith("+1 talk.txt")
    text = (folder / "talk.txt").read_text(encoding="utf-8")
    assert "There are a lot of stores" in text


# --- the judge reads in the background

needs_judge = pytest.mark.skipif(not judge.status().available, reason=judge.status().advice)
JUDGED = ("--engine", "house", "--engine", "judge", "--rule", "doubled-word")
JUDGED += ("--rule", "judge:article-missing", "--no-cache")
ON_SIDE = (
    "Yesterday he walked along and stood on side of the road. He has two phones."
    "\n\nHere they they are.\n"
)


@needs_judge
def test_what_the_judge_finds_is_asked_after_what_is_there_at_once(folder: Path) -> None:
    (folder / "talk.txt").write_text(ON_SIDE, encoding="utf-8")
    terminal = Terminal(folder, "--plain", *JUDGED, "talk.txt")
    terminal.until("? help >", 60)
    assert "judge:article-missing" not in terminal.text
    terminal.type("y\n")
    terminal.until("; w and q work meanwhile", 60)
    terminal.until("judge:article-missing, by the judge", 90)
    terminal.type("y\nw\nq\n")
    assert terminal.end() == 0
    mended = ON_SIDE.replace("they they", "they").replace("on side", "on the side")
    assert (folder / "talk.txt").read_text(encoding="utf-8") == mended


@needs_judge
@pytest.mark.parametrize("how", ["full screen", "--plain"])
def test_leaving_while_the_judge_reads_stops_it_and_keeps_every_answer(
    folder: Path, how: str
) -> None:
    sentences = (f"He stood on side of the road number {n}, with friend.\n\n" for n in range(200))
    (folder / "talk.txt").write_text(ON_SIDE + "".join(sentences), encoding="utf-8")
    plain = ("--plain",) if how == "--plain" else ()
    terminal = Terminal(folder, *plain, *JUDGED, "talk.txt")
    terminal.until("? help >" if plain else "of 203", 60)
    terminal.type("y\n" if plain else "y")
    terminal.until("; w and q work" if plain else "Accepted", 60)
    terminal.type("q\n" if plain else "q")
    terminal.until("throw away")
    terminal.type("k\n" if plain else "k")
    assert terminal.end() == 1  # long before 203 sentences are read
    assert "203 of 203" not in terminal.text
    again = Terminal(folder, "--plain", "--engine", "house", "--rule", "doubled-word", "talk.txt")
    again.until("? help >")
    assert "1 of 1 decided" in again.text
    again.type("q\nk\n")
    again.end()
