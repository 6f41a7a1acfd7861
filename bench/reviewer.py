"""Measure the reviewer in a real terminal (a pty): start, key to repaint, keys saved, kill -9.

    python bench/reviewer.py speed          10,000 findings in 500 files, 200 keys
    python bench/reviewer.py keys           keys for the six development files, as their marks say
    python bench/reviewer.py kill [TIMES]   kill -9 at random moments of a scripted session

`keys` reads ../shared/eval/translated beside this repository and says so where it is absent.
"""

from __future__ import annotations

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
from pathlib import Path

from transcript_fix import config, pipeline
from transcript_fix.arbitrate import arbitrate
from transcript_fix.model import Applicability, Finding, Kind, Span
from transcript_fix.reports.record import issue_record

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
                )  # fmt: skip
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
        time.sleep(8)
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


def main() -> None:
    """Run what was asked for."""
    what = sys.argv[1] if len(sys.argv) > 1 else "speed"
    if what == "kill":
        kill(int(sys.argv[2]) if len(sys.argv) > 2 else 50)
    else:
        {"speed": speed}[what]()


if __name__ == "__main__":
    main()
