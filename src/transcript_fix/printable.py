"""What a transcript may show on a screen: its letters, never its orders to the terminal.

The one thing to know: everything that was read from a file, a glossary or a server goes through
here before it is shown, in every report and in the reviewer. Nothing else in the house does it.
"""

from __future__ import annotations

import unicodedata

ORDERS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""General categories (Unicode Standard, table 4-4) that steer and show nothing: control characters
with ESC, C1 and DEL; format characters with bidi overrides and isolates, zero-width ones and tags;
lone surrogates; line and paragraph separators."""


def printable(text: str, keep: str = "") -> str:
    r"""Return `text` with each character that shows nothing but steers written as an escape.

    ESC becomes `\x1b`, a line break `\n`, a bidi override `\u202e`. `keep` are characters that
    stay as they are ("\n\t" for a text of many lines).
    """
    if text.isprintable():
        return text
    return "".join(c if c in keep else _shown(c) for c in text)


def printable_json(text: str) -> str:
    """Return JSON text that says the same and steers nothing: such characters as JSON escapes.

    Only strings hold characters that are not ASCII, so the data stay what they were. Line breaks
    between values stay.
    """
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(_escaped(c) if c != "\n" and _steers(c) else c for c in text)


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(
        f"\\u{high:02x}{low:02x}" for high, low in zip(units[::2], units[1::2], strict=True)
    )


def _steers(char: str) -> bool:
    return unicodedata.category(char) in ORDERS


_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def _shown(char: str) -> str:
    if not _steers(char):
        return char
    code = ord(char)
    if code < 0x100:
        return _SHORT.get(char, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
