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


_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def _shown(char: str) -> str:
    if unicodedata.category(char) not in ORDERS:
        return char
    code = ord(char)
    if code < 0x100:
        return _SHORT.get(char, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
