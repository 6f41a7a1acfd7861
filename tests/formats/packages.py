"""Small Word and OpenDocument files made for tests, and edits that another reader can undo."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Mapping

from transcript_fix.model import Document, Edit, Role, Span

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODF_NAMES = " ".join(
    f'xmlns:{p}="{_ODF}:{n}:1.0"'
    for p, n in {"office": "office", "text": "text", "table": "table", "draw": "drawing"}.items()
)


def run(text: str, look: str = "") -> str:
    """Return a `w:r` with a `w:t`; `look` is what its `w:rPr` holds."""
    style = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{style}<w:t>{text}</w:t></w:r>"


def part(body: str, root: str = "document") -> str:
    """Return a part of a Word file with these paragraphs."""
    inner = f"<w:body>{body}</w:body>" if root == "document" else body
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{root} {_NAMES}>{inner}</w:{root}>'


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word file; `parts` are more of them by name ("settings", "styles", "footnotes")."""
    parts = {k: v if v.startswith("<?xml") else part(v, k) for k, v in (parts or {}).items()}
    rels = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATED}/{k.rstrip("0123456789")}" Target="{k}.xml"/>'
        for n, k in enumerate(parts)
    )
    top = f'<Relationship Id="r" Type="{_RELATED}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{top}</Relationships>',
        "word/document.xml": part(body) if not body.startswith("<?xml") else body,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{rels}</Relationships>',
        **{f"word/{k}.xml": v for k, v in parts.items()},
        "word/media/image1.png": "\x89PNG and more",
    }
    return zipped(files)


def odt(body: str, styles: str = "", files: Mapping[str, str] | None = None) -> bytes:
    """Return an OpenDocument text; `styles` are the paragraphs of its page header."""
    content = (
        f"<office:document-content {_ODF_NAMES}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    sheet = f"<office:document-styles {_ODF_NAMES}>{styles}</office:document-styles>"
    kind = "application/vnd.oasis.opendocument.text"
    every = {"mimetype": kind, "content.xml": content, "styles.xml": sheet, **(files or {})}
    return zipped(every)


def zipped(files: Mapping[str, str]) -> bytes:
    """Return a zip file of these members, the first one stored, the rest packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, (name, content) in enumerate(files.items()):
            kind = zipfile.ZIP_DEFLATED if n else zipfile.ZIP_STORED
            archive.writestr(name, content, compress_type=kind)
    return out.getvalue()


def member(data: bytes, name: str) -> str:
    """Return a member of a zip file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def marked(document: Document, seed: int, share: float = 0.3) -> tuple[list[Edit], dict[str, str]]:
    """Return edits that put a mark of its own for a word, and the marks with their words.

    Whoever reads the edited file and puts the words back for the marks must get the old text.
    """
    chance = random.Random(seed)
    edits: list[Edit] = []
    marks: dict[str, str] = {}
    for segment, span in zip(document.segments, document.spans, strict=True):
        words = [m for m in re.finditer(r"\w{2,}", segment.text) if m.group().islower()]
        if segment.role is Role.SPEAKER or not words or chance.random() > share:
            continue
        word = chance.choice(words)
        mark = f"qz{len(marks)}zq"
        marks[mark] = word.group()
        edits.append(Edit(Span(*word.span()).shift(span.start), word.group(), mark))
    return edits, marks


def unmarked(text: str, marks: Mapping[str, str]) -> str:
    """Return the text with the words put back for their marks."""
    return re.sub(r"qz\d+zq", lambda m: marks.get(m.group(), "?"), text)
