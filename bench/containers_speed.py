"""How fast and how large is reading and writing a Word or OpenDocument file, without any engine?

Each size and format runs in a process of its own: read, put back one changed word in every
twentieth segment, write. A size is that of the text part unpacked: that is what is worked on; the
file itself is 4 to 20 times smaller, so memory is given as a multiple of both. A last line has a
file whose bulk is a recording that is only copied. Linear means: the rate of the largest file is
near that of the smaller.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.formats.packages import docx, odt

SIZES = {"10kB": 10_000, "100kB": 100_000, "1MB": 1_000_000, "10MB": 10_000_000, "50MB": 50_000_000}
CONSONANTS, VOWELS = "bcdfghklmnprstvw", "aeiou"


def sentence(chance: random.Random) -> str:
    """Return a sentence of 5 to 20 words, of as many different ones as a language has."""
    words = (
        "".join(
            chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.randint(1, 4))
        )
        for _ in range(chance.randint(5, 20))
    )
    return " ".join(words).capitalize() + " phones."


def word_paragraph(chance: random.Random) -> str:
    """Return a paragraph as Word writes it: three runs, with looks and revision marks."""
    look = '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:lang w:val="en-US"/></w:rPr>'
    runs = "".join(
        f'<w:r w:rsidR="00A77427">{look}<w:t xml:space="preserve">{sentence(chance)} </w:t></w:r>'
        for _ in range(3)
    )
    return f'<w:p w:rsidR="00A77427" w:rsidRDefault="007F1D13"><w:pPr/>{runs}</w:p>'


def odt_paragraph(chance: random.Random) -> str:
    """Return a paragraph as LibreOffice writes it."""
    spans = " ".join(
        f'<text:span text:style-name="T{n}">{sentence(chance)}</text:span>' for n in range(3)
    )
    return f'<text:p text:style-name="P1">{spans}</text:p>'


MAKERS = {"docx": (word_paragraph, docx), "odt": (odt_paragraph, odt)}


def made(name: str, size: int, recording: int = 0) -> bytes:
    """Return a file whose text part has about `size` bytes, and a member of `recording` bytes."""
    paragraph, whole = MAKERS[name]
    chance, parts, length = random.Random(1), [], 0
    while length < size:
        parts.append(paragraph(chance))
        length += len(parts[-1])
    data = whole("".join(parts))
    if not recording:
        return data
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("media/talk.m4a", chance.randbytes(recording))
    return out.getvalue()


def measure(name: str, path: Path) -> None:
    """Print bytes of text and file, seconds, and peak memory as JSON, for the parent."""
    from transcript_fix.formats import format_module

    form = format_module(name)
    form.read(made(name, 3000), "")
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = sum(i.file_size for i in archive.infolist() if i.filename.endswith(".xml"))
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak of before, and the parent's
    before = memory("VmRSS")
    began = time.perf_counter()
    document = form.read(data, "")
    read = time.perf_counter() - began
    texts = list(document.texts)
    for index in range(0, len(texts), 20):
        texts[index] = texts[index].replace("phones", "telephones", 1)
    began = time.perf_counter()
    form.write(data, texts)
    write = time.perf_counter() - began
    print(json.dumps([text, len(data), read, write, memory("VmHWM") - before]))


def memory(which: str) -> int:
    """Return this process's memory in bytes: "VmRSS" now, "VmHWM" at its highest (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition(f"{which}:")[2].split()[0]) * 1024


def run(name: str, label: str, size: int, recording: int = 0) -> None:
    """Measure in a process of its own and print a line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file")
        path.write_bytes(made(name, size, recording))
        command = [sys.executable, __file__, "--one", name, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    text, packed, read, write, peak = json.loads(done.stdout)
    bulk = (packed if recording else text) / 1e6
    rates = f"{bulk / read:11.2f}{bulk / write:12.2f}{bulk / (read + write):11.2f}"
    times = f"{peak / text:9.1f}x{peak / packed:9.1f}x" if bulk > 0.5 else ""
    print(f"{name:8}{label:>16}{packed / 1e6:9.2f}{rates}{times}", flush=True)


def main() -> None:
    """Print a line a format and size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--formats", nargs="*", default=list(MAKERS))
    parser.add_argument("--sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        measure(wanted.one[0], Path(wanted.one[1]))
        return
    heads = f"{'read MB/s':>11}{'write MB/s':>12}{'both MB/s':>11}{'of text':>10}{'of file':>10}"
    print(f"{'format':8}{'text':>16}{'file MB':>9}{heads}")
    for name in wanted.formats:
        for label in wanted.sizes:
            run(name, label, SIZES[label])
        run(name, "1MB + recording", 1_000_000, 50_000_000)


if __name__ == "__main__":
    main()
