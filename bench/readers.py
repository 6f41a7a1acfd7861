"""Do other people's readers see our edits, and nothing else new, in every file of the corpus?

In each file some words are replaced by marks ("qz7zq"), written as `fix` writes. Another reader
must then read, once the words are put back for their marks, the very same as before: words, times,
tags. Printed for each reader: files, the same, different, refused by us, unreadable to the other,
and without a word to edit. The two laws are tried on the way: unedited, the same bytes.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import docx as python_docx
import lxml.etree
import lxml.html
import odfdo
import pysubs2
import srt
import webvtt
from tests.formats import test_docx, test_odt
from tests.formats.corpus import edited, files
from tests.formats.packages import marked, unmarked
from tests.formats.test_libreoffice import OFFICE, converted

from transcript_fix.encoding import decode
from transcript_fix.errors import UserError
from transcript_fix.formats import choose
from transcript_fix.verify import verify

Read = Callable[[bytes], str]


def with_srt(data: bytes) -> str:
    """Return the cues as the srt library reads them."""
    return repr(list(srt.parse(decode(data).text, ignore_errors=True)))


def with_webvtt(data: bytes) -> str:
    """Return the cues as webvtt-py reads them."""
    found = webvtt.from_string(decode(data).text.lstrip("\ufeff"))
    return repr([(c.start, c.end, c.identifier, c.raw_text) for c in found])


def with_pysubs2(data: bytes) -> str:
    """Return the events as pysubs2 reads them."""
    return repr([e.as_dict() for e in pysubs2.SSAFile.from_string(decode(data).text)])


def with_python_docx(data: bytes) -> str:
    """Return all paragraphs of the body, and of the tables in it, as python-docx reads them."""
    from docx.text.paragraph import Paragraph

    seen = python_docx.Document(io.BytesIO(data))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    return "\n".join(Paragraph(p, seen).text for p in seen.element.body.iter(name))


def with_odfdo(data: bytes) -> str:
    """Return the text as odfdo reads it."""
    return str(odfdo.Document(io.BytesIO(data)).get_formatted_text())


def with_lxml(parse: Callable[[bytes], object]) -> Read:
    """Return a reader of every part of a package: as lxml reads it, or its bytes if it is no XML.

    `parse` returns a part without its words, and its words by paragraph, since an edited word may
    leave the one of its runs for the other.
    """

    def read(data: bytes) -> str:
        seen = []
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                content = archive.read(name)
                try:
                    seen.append((name, parse(content)))
                except lxml.etree.XMLSyntaxError:
                    seen.append((name, content))
        return repr(seen)

    return read


def with_lxml_page(data: bytes) -> str:
    """Return a web page as lxml reads it."""
    root = lxml.html.document_fromstring(data)
    return repr([(e.tag, e.items(), e.text, e.tail) for e in root.iter()])


READERS: dict[tuple[str, str], Read] = {
    ("srt", "srt"): with_srt,
    ("srt", "pysubs2"): with_pysubs2,
    ("vtt", "webvtt-py"): with_webvtt,
    ("vtt", "pysubs2"): with_pysubs2,
    ("docx", "python-docx"): with_python_docx,
    ("docx", "lxml"): with_lxml(test_docx.markup_and_words),
    ("odt", "odfdo"): with_odfdo,
    ("odt", "lxml"): with_lxml(test_odt.markup_and_words),
    ("html", "lxml"): with_lxml_page,
}
Edited = tuple[Path, bytes, bytes, dict[str, str]]
"""A file, its bytes before and after, and the marks put in."""


def laws(kind: str) -> tuple[list[Edited], Counter[str]]:
    """Try both laws and `verify` on all files of a kind; return those with marks put in."""
    done: list[Edited] = []
    counts: Counter[str] = Counter()
    for path in files(kind):
        data = path.read_bytes()
        counts["files"] += 1
        try:
            form = choose(path, data)
            before = form.read(data, "")
        except UserError:
            counts["refused"] += 1
            continue
        assert form.write(data, before.texts) == data, path
        share = 0.3 if len(before.segments) > 20 else 1.0
        edits, marks = marked(before, seed=len(data), share=share)
        if not edits:
            counts["no word"] += 1
            continue
        intended = edited(before, edits)
        new = form.write(data, intended.texts)
        verify(form, data, new, before, intended, edits)
        counts["edits"] += len(edits)
        done.append((path, data, new, marks))
    return done, counts


def compared(done: Iterable[Edited], read: Read, counts: Counter[str]) -> None:
    """Count what another reader makes of the edited files."""
    for path, data, new, marks in done:
        try:
            old_seen = read(data)
        except Exception:  # whatever another reader cannot do with the file as it came
            counts["unreadable"] += 1
            continue
        same = unmarked(read(new), marks) == old_seen
        counts["same" if same else "DIFFERENT"] += 1
        if not same:
            print("   ", path.name)


def with_office(done: Iterable[Edited], kind: str, counts: Counter[str]) -> None:
    """Let LibreOffice read the files, old and new, and count as above."""
    done = list(done)
    for at in range(0, len(done), 20):
        some = done[at : at + 20]
        with tempfile.TemporaryDirectory() as name:
            folder, paths = Path(name), []
            for number, (_, data, new, _) in enumerate(some):
                for which, content in (("old", data), ("new", new)):
                    paths.append(folder / f"{number}-{which}.{kind}")
                    paths[-1].write_bytes(content)
            read = converted(folder, paths)
        seen = {f"{n}": (read.get(f"{n}-old"), read.get(f"{n}-new")) for n in range(len(some))}
        for number, (path, _, _, marks) in enumerate(some):
            old, new_seen = seen[str(number)]
            if old is None:
                counts["unreadable"] += 1
            elif new_seen is not None and unmarked(new_seen, marks) == old:
                counts["same"] += 1
            else:
                counts["DIFFERENT"] += 1
                print("   ", path.name)


def main() -> None:
    """Print a line a reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-office", action="store_true", help="without LibreOffice (minutes)")
    wanted = parser.parse_args()
    for kind in ("txt", "md", "json", "srt", "vtt", "docx", "odt", "html"):
        done, counts = laws(kind)
        print(f"{kind:6} both laws and verify: {dict(counts)}", flush=True)
        for (suffix, name), read in READERS.items():
            if suffix == kind:
                seen: Counter[str] = Counter()
                compared(done, read, seen)
                print(f"{kind:6} {name:12} {dict(seen)}", flush=True)
        if OFFICE and not wanted.no_office and kind in ("docx", "odt"):
            seen = Counter()
            with_office(done, kind, seen)
            print(f"{kind:6} LibreOffice  {dict(seen)}", flush=True)


if __name__ == "__main__":
    main()
