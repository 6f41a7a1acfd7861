"""Measure the reviewer in a real terminal (a pty): start, key to repaint, keys saved, kill -9.

    python bench/reviewer.py speed          10,000 findings in 500 files, 200 keys
    python bench/reviewer.py keys           keys for the six development files, as their marks say
    python bench/reviewer.py reading        keys while the judge reads, beside none that reads
    python bench/reviewer.py kill [TIMES]   kill -9 at random moments of a scripted session

`keys` reads ../shared/eval/translated beside this repository and says so where it is absent.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import pty
import random
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from transcript_fix import config, pipeline
from transcript_fix.arbitrate import arbitrate
from transcript_fix.ledger import Ledger, Verdict
from transcript_fix.model import Applicability, Finding, Kind, Span
from transcript_fix.reports.record import issue_record
from transcript_fix.review import Wishes, open_desk
from transcript_fix.review.board import Board
from transcript_fix.review.groups import Group
from transcript_fix.review.many import KEEP, OPEN, Surest
from transcript_fix.review.places import Place
from transcript_fix.review.screen import ReviewApp
from transcript_fix.review.widgets import GroupList

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "transcript_fix"]
FILES, EACH = 500, 20
QUIET = 0.04
"""Seconds without output after which a repaint counts as done (not counted in its time)."""


class Terminal:
    """A program in a pty; output is read and thrown away but for its end."""

    def __init__(self, command: list[str], cwd: Path, columns: int = 140, lines: int = 40) -> None:
        self.pid, self.handle = pty.fork()
        if not self.pid:
            os.chdir(cwd)
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
            os.execvp(command[0], command)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.seen = self.painted = b""

    def read(self, seconds: float) -> bytes:
        """Return what comes within so many seconds; b"" for nothing, raises EOFError at the end."""
        ready, _, _ = select.select([self.handle], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.handle, 1 << 16)
        except OSError:
            data = b""
        if not data:
            raise EOFError
        self.seen = (self.seen + data)[-200_000:]
        return data

    def until(self, words: bytes, seconds: float) -> float:
        """Read until `words` were seen; return the seconds it took."""
        began = time.perf_counter()
        while words not in self.seen:
            if time.perf_counter() - began > seconds:
                raise TimeoutError(words.decode())
            self.read(0.05)
        return time.perf_counter() - began

    def key(self, key: str) -> float:
        """Press a key; return the seconds until the last byte of its repaint."""
        while self.read(QUIET):
            pass
        self.painted = b""
        began = last = time.perf_counter()
        os.write(self.handle, key.encode())
        while True:
            data = self.read(1.0 if last == began else QUIET)
            if not data:
                return last - began
            self.painted += data
            last = time.perf_counter()

    def cpu(self) -> float:
        """Return the seconds of processor time that the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Kill it."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)


def archive(folder: Path, files: int = FILES, each: int = EACH) -> Path:
    """Write transcripts with known mistakes and a saved run of their findings; return the run."""
    dice = random.Random(7)
    words = (ROOT / "samples" / "lei-jun-xiaomi.txt").read_text(encoding="utf-8").split()
    wrong = sorted({w.strip(".,") for w in words if len(w) > 6 and w.strip(".,").isalpha()})
    pairs = {f"{w[: n + 2]}{w[n + 1]}{w[n + 2 :]}x": w for w in wrong for n in range(4)}
    records = []
    for number in range(files):
        path = folder / f"talk{number:03}.txt"
        path.write_text(_talk(dice, words, list(pairs), each), encoding="utf-8")
        records.append(_checked(path, pairs))
    run = folder / "run.json"
    run.write_text(json.dumps({"version": 1, "files": records}), encoding="utf-8")
    return run


def _talk(dice: random.Random, words: list[str], wrong: list[str], each: int) -> str:
    paragraphs = []
    for number in range(each):
        said = dice.choices(words, k=60)
        said[dice.randrange(60)] = wrong[min(int(dice.paretovariate(0.7)), len(wrong)) - 1]
        paragraphs.append(f"{'Lei Jun' if number % 2 else 'Reporter'}: {' '.join(said)}.")
    return "\n\n".join(paragraphs) + "\n"


def _checked(path: Path, pairs: dict[str, str]) -> dict[str, object]:
    document = pipeline.read(path, config.Settings()).document
    prose, findings, at = document.prose, [], 0
    for word in prose.split(" "):
        bare = word.strip("\n").split("\n")[-1].strip(".,:")
        if bare in pairs:
            start = prose.index(bare, at)
            span = Span(start, start + len(bare))
            sure = 0.5 + (hash(bare) % 50) / 100
            findings.append(
                Finding(
                    span,
                    bare,
                    "typo",
                    "codespell",
                    Kind.SPELLING,
                    "A typo.",
                    (pairs[bare],),
                    sure,
                    Applicability.REVIEW,
                )
            )
        at += len(word) + 1
    issues = arbitrate(document, findings, config.Settings())
    return {
        "path": str(path),
        "words": len(prose.split()),
        "findings": [issue_record(document, i) for i in issues],
    }


def speed() -> None:
    """Print start and key to repaint."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "pyproject.toml").write_text("")
        run = archive(folder)
        saved = json.loads(run.read_text())
        findings = sum(len(f["findings"]) for f in saved["files"])
        starts, cpus = [], []
        for _ in range(5):
            began = time.perf_counter()
            terminal = Terminal([*COMMAND, "review", str(run)], folder)
            terminal.until(b"Lei Jun", 60)
            starts.append(time.perf_counter() - began)
            cpus.append(terminal.cpu())
            if len(starts) < 5:
                terminal.end()
        first = [terminal.key(k) for k in "jjjjkkjjyn"]  # while files are still read behind
        while terminal.read(0.7):  # the top line moves until every file has been read
            pass
        script = list("yjnjyY\tju\x12[]kvvvs") * 20
        used = terminal.cpu()
        times = [terminal.key(k) for k in script[:200]]
        used = (terminal.cpu() - used) / len(times)
        terminal.end()
    print(f"{findings:,} findings in {len(saved['files'])} files")
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load average {load:.1f}")
    print(f"start to first question: median {statistics.median(starts):.2f} s (processor "
          f"{statistics.median(cpus):.2f} s)")  # fmt: skip
    print(f"first ten keys, files still being read: worst {max(first) * 1000:.0f} ms")
    most = sorted(times)[int(len(times) * 0.95)]
    print(
        f"key to repaint, {len(times)} keys: median {statistics.median(times) * 1000:.1f} ms, "
        f"95 % {most * 1000:.1f} ms, worst {max(times) * 1000:.1f} ms; "
        f"processor time a key {used * 1000:.1f} ms"
    )
    slow = sorted(zip(times, script, strict=False), reverse=True)[:5]
    print("slowest:", ", ".join(f"{k!r} {t * 1000:.0f} ms" for t, k in slow))


SLIPS = {"alof of": "a lot of", "they they": "they"}
RULES = ["--engine", "house", "--rule", "run-together-words", "--rule", "doubled-word"]


def kill(times: int) -> None:
    """Kill a session again and again, check after each kill, then finish it and check the files."""
    dice = random.Random()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "pyproject.toml").write_text("")
        plain = {f"t{n:02}.txt": _slips(dice, 12) for n in range(20)}
        for name, text in plain.items():
            (folder / name).write_text(text, encoding="utf-8")
        sent = acknowledged = lost = doubled = torn = 0
        for round_ in range(times):
            before = len(_entries(folder))
            terminal = _start(folder)
            keys = "".join(dice.choice(["y", "y", "s", "yw", "Yuw", "yyu\x12", "ywuwyw"])
                           for _ in range(dice.randrange(1, 5)))  # fmt: skip
            seen = 0
            for key in keys[:-1]:
                terminal.key(key)
                seen += b"takes it back" in terminal.painted or b"it again" in terminal.painted
            os.write(terminal.handle, keys[-1].encode())
            time.sleep(dice.random() * 0.12)
            terminal.end()
            kept = _entries(folder)
            answers = [e for e in kept[before:] if e["act"] in ("answer", "undo", "redo")]
            wanted = [k for k in keys if k in "ysYu\x12"]
            sent += len(wanted)
            acknowledged += seen
            lost += max(seen - len(answers), 0)
            doubled += max(len(answers) - len(wanted), 0)
            doubled += len(kept) - len({e["id"] for e in kept})
            torn += sum(not _whole(plain[n], (folder / n).read_text()) for n in plain)
            if not (round_ + 1) % 10:
                print(
                    f"  {round_ + 1} kills: lost {lost}, doubled {doubled}, torn {torn}", flush=True
                )
        terminal = _start(folder)
        for key in "A0c":
            terminal.key(key)
        terminal.key("w")
        time.sleep(3)
        terminal.end()
        right = sum((folder / n).read_text() == _mended(t) for n, t in plain.items())
    print(f"{times} kills, {sent} answers sent, {acknowledged} of them seen on the screen first: "
          f"lost {lost}, doubled {doubled}, files torn {torn}; "
          f"after resuming, {right} of {len(plain)} files are exactly as accepted")  # fmt: skip


def _start(folder: Path) -> Terminal:
    terminal = Terminal([*COMMAND, "review", *RULES, "."], folder)
    try:
        terminal.until(b"sure", 30)
    except TimeoutError:
        terminal.until(b"All is answered", 1)
    time.sleep(0.3)
    return terminal


def _slips(dice: random.Random, number: int) -> str:
    lines = [
        f"Lei Jun: In year {dice.randrange(10**6)} we saw {dice.choice(list(SLIPS))} people there."
        for _ in range(number)
    ]
    return "\n\n".join(lines) + "\n"


def _mended(text: str) -> str:
    for wrong, right in SLIPS.items():
        text = text.replace(wrong, right)
    return text


def _whole(plain: str, now: str) -> bool:
    """Return whether each line is as it was or as it was to be."""
    old, new = plain.split("\n"), now.split("\n")
    return len(old) == len(new) and all(n in (o, _mended(o)) for o, n in zip(old, new, strict=True))


def _entries(folder: Path) -> list[dict[str, object]]:
    path = folder / ".transcript-fix" / "answers.jsonl"
    out = []
    for line in path.read_bytes().split(b"\n") if path.exists() else ():
        try:
            out.append(json.loads(line))
        except ValueError:
            continue  # cut short by a kill: it never counted
    return out


EVAL = ROOT.parent / "shared" / "eval" / "translated"


def keys() -> None:
    """Press the keys of an editor who answers as the marks say, on the real screen; count them.

    Two ways: with lists (`A 0`, the letters of the wrong rows, `C`), and with y, n, numbers and
    capitals alone. What the session then holds is compared with the marks, place by place.
    """
    if not EVAL.is_dir():
        print(f"skipped: {EVAL} is not here")
        return
    marks: dict[str, list[dict[str, Any]]] = {}
    for line in (EVAL / "errors.jsonl").read_text(encoding="utf-8").splitlines():
        mark = json.loads(line)
        marks.setdefault(mark["id"], []).append(mark)
    for way in (_with_lists, _with_capitals):
        with tempfile.TemporaryDirectory() as place:
            asyncio.run(_played(Path(place), marks, way))


Press = Callable[[str], Awaitable[None]]
Wanted = dict[int, int | None]


async def _played(
    folder: Path,
    marks: dict[str, list[dict[str, Any]]],
    way: Callable[[ReviewApp, Wanted, Press], Awaitable[None]],
) -> None:
    (folder / "pyproject.toml").write_text("")
    files = sorted((EVAL / "dirty").glob("*.txt"), key=lambda p: -p.stat().st_size)[:6]
    for file in files:
        (folder / file.name).write_bytes(file.read_bytes())
    copies = [folder / f.name for f in files]
    ledger = Ledger(folder)
    ledger.begin()
    desk = open_desk(copies, config.load(copies[0]), Wishes(), ledger)
    desk.feed.start()
    while desk.feed.running:
        desk.arrive(0.5)
    board = desk.session.board
    wanted: Wanted = {
        i: _marked(p, marks[f"dirty/{p.path[:2]}"], copies) for i, p in enumerate(board.places)
    }
    pressed: list[str] = []
    app = ReviewApp(desk)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.pause(0.3)

        async def press(key: str) -> None:
            pressed.append(key)
            await pilot.press(key)
            await pilot.pause(0.05)

        await way(app, wanted, press)
    wrong = [i for i, w in wanted.items() if not _as_marked(board, i, w)]
    ledger.end()
    total, right = len(wanted), sum(w is not None for w in wanted.values())
    print(
        f"{way.__name__[1:].replace('_', ' ')}: {len(pressed)} keys for {total} findings in "
        f"{len(board.groups)} groups = {len(pressed) / total:.0%} of one key a finding; {right} to "
        f"accept, {total - right} to keep; {len(wrong)} answered otherwise than marked"
    )
    print("  " + " ".join(pressed))


def _as_marked(board: Board, index: int, wanted: int | None) -> bool:
    if wanted is None:
        return board.verdict(index) is Verdict.REJECT
    right = board.places[index].finding.suggestions[wanted]
    return board.verdict(index) is Verdict.ACCEPT and board.want(index) == right


async def _with_lists(app: ReviewApp, wanted: Wanted, press: Press) -> None:
    await press("A")
    await press("0")
    sheet = app.screen
    assert isinstance(sheet, Surest)
    shown = sheet.query_one(GroupList)
    for row, group in enumerate(sheet.groups):
        here = {wanted[i] for i in group.places}
        if len(here) > 1:
            to = OPEN
        else:
            (number,) = here
            to = KEEP if number is None else number
        if sheet.choice(group) == to:
            continue
        while row >= int(shown.scroll_offset.y) + shown.size.height:
            await press("pagedown")
        hint = shown.hints[row - int(shown.scroll_offset.y)]
        if hint.isalpha() and _all_but_one(sheet, group, wanted, to):
            await press(hint.upper())
        while sheet.choice(group) != to:
            await press(hint)
    await press("C")
    await _with_capitals(app, wanted, press)


def _all_but_one(sheet: Surest, group: Group, wanted: Wanted, to: int) -> bool:
    """Return whether it saves keys to change all rows of a rule together."""
    alike = [g for g in sheet.groups if g.rule == group.rule]
    rest = [g for g in alike if {wanted[i] for i in g.places} != ({to} if to >= 0 else {None})]
    steps = sum(sheet.choice(g) != to for g in alike if g not in rest)
    return sheet.choice(group) != to and to in (0, KEEP) and steps > 1 + len(rest)


async def _with_capitals(app: ReviewApp, wanted: Wanted, press: Press) -> None:
    session = app.desk.session
    while session.progress().decided < session.progress().total:
        group, index = session.walk.group, session.walk.index
        assert group is not None
        assert index is not None
        waits = session.walk.undecided(group)
        one = {wanted[i] for i in waits}
        if len(waits) > 1 and one in ({0}, {None}):
            await press("Y" if one == {0} else "N")
        elif wanted[index] is None:
            await press("n")
        else:
            await press(str(wanted[index] + 1) if wanted[index] else "y")


def _marked(place: Place, marks: list[dict[str, Any]], files: list[Path]) -> int | None:
    """Return the number of the suggestion that the marks want, from 0, or None: keep the text."""
    text = next(f for f in files if f.name == place.path).read_bytes().decode()
    near = [m for m in marks if m["start"] <= place.end and place.start <= m["end"]]
    for number, words in enumerate(place.finding.suggestions[:8]):
        for mark in near:
            low, high = min(place.start, mark["start"]), max(place.end, mark["end"])
            got = text[low : place.start] + words + text[place.end : high]
            ends = text[low : mark["start"]], text[mark["end"] : high]
            right = {(ends[0] + r + ends[1]).replace("’", "'") for r in mark["right"]}
            if got.replace("’", "'") in right:
                return number
    return None


def reading() -> None:
    """Print the start and key to repaint, without the judge and while it reads, side by side."""
    talk = (ROOT / "samples" / "lei-jun-xiaomi.txt").read_text(encoding="utf-8")
    talk = "\n\n".join(talk.replace("Xiaomi", f"Company {n}") for n in range(10))
    for engines in (("house",), ("house", "judge")):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / "pyproject.toml").write_text("")
            (folder / "talk.txt").write_text(talk, encoding="utf-8")
            asked = [x for name in engines for x in ("--engine", name)]
            began = time.perf_counter()
            command = [*COMMAND, "review", *asked, "--no-cache", "talk.txt"]
            terminal = Terminal(command, folder)
            terminal.until(b"Lei Jun", 60)
            start = time.perf_counter() - began
            if "judge" in engines:
                terminal.until(b"sentences", 60)
            times = [terminal.key(k) for k in "jjjkkjjjjk" * 6]
            terminal.end()
        most = sorted(times)[int(len(times) * 0.95)]
        print(
            f"{'+'.join(engines):<12} first question {start:.2f} s; key to repaint, {len(times)} "
            f"keys: median {statistics.median(times) * 1000:.0f} ms, 95 % {most * 1000:.0f} ms"
        )


def main() -> None:
    """Run what was asked for."""
    what = sys.argv[1] if len(sys.argv) > 1 else "speed"
    if what == "kill":
        kill(int(sys.argv[2]) if len(sys.argv) > 2 else 50)
    else:
        {"speed": speed, "keys": keys, "reading": reading}[what]()


if __name__ == "__main__":
    main()
