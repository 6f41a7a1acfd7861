"""How fast and how large is reading and writing a file, without any engine? (CPU seconds)

Each size and format runs in a process of its own, which did not make the file: read, put back
one changed word in twenty segments, write. Printed: MB per second, and peak memory (the file's
own bytes too) above the bare process,
as a multiple of the file. Linear means: the rate of the largest file is near that of the smaller.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

WORDS = (
    "we they really sell good phones in this market and people like them because price matters "
    "Xiaomi Qualcomm don’t quality consumers company café years screen retail online revolution"
)
SIZES = {"10kB": 10_000, "100kB": 100_000, "1MB": 1_000_000, "10MB": 10_000_000, "50MB": 50_000_000}


def sentence(chance: random.Random) -> str:
    """Return a sentence of 5 to 20 words."""
    words = WORDS.split()
    return " ".join(chance.choice(words) for _ in range(chance.randint(5, 20))).capitalize() + "."


def plain(chance: random.Random, number: int) -> str:
    """Return a paragraph with a label."""
    said = " ".join(sentence(chance) for _ in range(5))
    return f"{chance.choice(['Lei Jun', 'Host'])}: {said}\n\n"


def markdown(chance: random.Random, number: int) -> str:
    """Return a paragraph with marks."""
    said = [sentence(chance) for _ in range(6)]
    marked = f"[{said[0]}](https://mi.com/{number}) and *{said[1]}* `code` "
    return f"**Lei Jun:** {' '.join(said[2:4])} {marked}{' '.join(said[4:])}\n\n"


def _clock(number: int, dot: str) -> str:
    return f"{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}{dot}000"


def subrip(chance: random.Random, number: int) -> str:
    """Return a cue."""
    times = f"{_clock(number, ',')} --> {_clock(number + 1, ',')}"
    return f"{number + 1}\n{times}\n{sentence(chance)}\n{sentence(chance)}\n\n"


def webvtt(chance: random.Random, number: int) -> str:
    """Return a cue."""
    times = f"{_clock(number, '.')} --> {_clock(number + 1, '.')}"
    return f"{times} align:start\n<v Lei Jun>{sentence(chance)}\n<i>{sentence(chance)}</i>\n\n"


def sbv(chance: random.Random, number: int) -> str:
    """Return a cue."""
    return f"{_clock(number, '.')},{_clock(number + 1, '.')}\n{sentence(chance)}\n\n"


def ass(chance: random.Random, number: int) -> str:
    """Return an event."""
    times = f"{_clock(number, '.')[:-1]},{_clock(number + 1, '.')[:-1]}"
    return f"Dialogue: 0,{times},Default,,0,0,0,,{{\\i1}}{sentence(chance)}\\N{sentence(chance)}\n"


def html(chance: random.Random, number: int) -> str:
    """Return a paragraph."""
    return (
        f"<p><b>Lei Jun:</b> {sentence(chance)} <i>{sentence(chance)}</i> {sentence(chance)}</p>\n"
    )


HEADS = {
    "webvtt": ("WEBVTT\n\n", ""),
    "ass": ("[Script Info]\nTitle: x\n\n[Events]\n", ""),
    "html": ("<!DOCTYPE html>\n<html><body>\n", "</body></html>\n"),
}
MAKERS: dict[str, Callable[[random.Random, int], str]] = {
    "plain": plain,
    "markdown": markdown,
    "subrip": subrip,
    "webvtt": webvtt,
    "sbv": sbv,
    "ass": ass,
    "html": html,
}


def whisper(size: int) -> str:
    """Return JSON as Whisper writes it, with words and times."""
    chance, segments, length = random.Random(1), [], 0
    while length < size:
        said = sentence(chance)
        words = [
            {"word": f" {w}", "start": n * 0.5, "end": n * 0.5 + 0.4, "probability": 0.99}
            for n, w in enumerate(said.split())
        ]
        segments.append({"id": len(segments), "start": 1.0, "text": f" {said}", "words": words})
        length += 80 * len(words) + 80
    text = "".join(str(s["text"]) for s in segments)
    return json.dumps({"text": text, "segments": segments, "language": "en"})


def made(name: str, size: int) -> bytes:
    """Return a file of about `size` bytes."""
    if name == "transcript_json":
        return whisper(size).encode()
    chance, parts, length, number = random.Random(1), [HEADS.get(name, ("", ""))[0]], 0, 0
    while length < size:
        parts.append(MAKERS[name](chance, number))
        length += len(parts[-1])
        number += 1
    return ("".join(parts) + HEADS.get(name, ("", ""))[1]).encode()


def peak() -> int:
    """Return the most memory this process ever had, in kB; `ru_maxrss` counts the parent's too."""
    return int(re.findall(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[0])


def measure(name: str, file: Path) -> None:
    """Print bytes, seconds and peak memory as JSON, for the parent."""
    from transcript_fix.formats import format_module

    form = format_module(name)
    form.read(made(name, 3000), "")
    before = peak()
    data = file.read_bytes()
    began = time.process_time()
    document = form.read(data, "")
    read = time.process_time() - began
    texts = list(document.texts)
    for index in range(0, len(texts), 20):
        texts[index] = texts[index].replace("phones", "telephones")
    began = time.process_time()
    form.write(data, texts)
    write = time.process_time() - began
    after = peak()
    print(json.dumps([len(data), read, write, (after - before) * 1024]))


def main() -> None:
    """Print a line a format and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--formats", nargs="*", default=[*MAKERS, "transcript_json"])
    parser.add_argument("--sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        measure(wanted.one[0], Path(wanted.one[1]))
        return
    print(
        f"{'format':16}{'size':>8}{'read MB/s':>11}{'write MB/s':>12}{'both MB/s':>11}{'memory':>9}"
    )
    for name in wanted.formats:
        for label in wanted.sizes:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder, "talk")
                file.write_bytes(made(name, SIZES[label]))
                command = [sys.executable, __file__, "--one", name, str(file)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
            size, read, write, memory = json.loads(done.stdout)
            both, size = read + write, size / 1e6
            times = f"{memory / 1e6 / size:8.1f}x" if size > 0.5 else "        -"
            rates = f"{size / read:11.2f}{size / write:12.2f}{size / both:11.2f}"
            print(f"{name:16}{label:>8}{rates}{times}", flush=True)


if __name__ == "__main__":
    main()
