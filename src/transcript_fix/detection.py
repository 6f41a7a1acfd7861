"""In which old encoding a text may be, and whether the evidence is enough to write by.

The one thing to know: every byte means something in Windows-1252, so "it decodes" proves nothing.
Western text is proved by where its few high bytes stand (an accent in a word, a curly quote at
its edge); for all else two unlike detectors must agree on every character.
"""

from __future__ import annotations

import codecs
import re

ENOUGH = 6
"""High bytes, three Chinese characters: with fewer, no multi-byte encoding is taken as proved."""
SURE = 0.5
"""uchardet's confidence (0 to 1) from which its answer is heard; it gives 0.7 to 1 when right."""
FEW = 0.02
"""Share of high bytes that English has at most; a Czech text has five times as many."""
SAMPLE = 1 << 18
"""Bytes that are looked at, from the line of the first high byte on."""


def detect(data: bytes) -> tuple[str | None, tuple[str, ...]]:
    """Return the encoding of bytes that are not UTF-8, and the names that could be meant.

    The first is None where the evidence is weak.
    """
    sample = _sample(data)
    western = _western(sample)
    high = len(_HIGH.findall(sample))
    if western and (high <= FEW * len(sample) or _english(sample)):
        return western, (western,)
    heard, sure = _uchardet(sample)
    others = _normalizer(sample)
    names = dict.fromkeys(filter(None, (heard, western, *others)))
    likely = tuple(name for name in names if name not in ("utf-8", "ascii"))[:4]
    if heard is None or not (text := _text(sample, heard)) or _UNCASED.search(text):
        return None, likely
    if western and _text(sample, western) == text:
        return western, likely
    agreed = any(_text(sample, name) == text for name in others)
    if agreed and sure >= SURE and high >= ENOUGH and not western:
        return _narrowest(data, heard), likely
    return None, likely


_COMMON = re.compile(rb"(?:the|and|of|to|is|was|that|we|you|it|in|for)", re.IGNORECASE)
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")


def _english(sample: bytes) -> bool:
    """Whether one word in six is among the most frequent of English, as in no other language."""
    words = _WORD.findall(sample)
    return sum(_COMMON.fullmatch(w) is not None for w in words) * 6 >= len(words)


_UNCASED = re.compile(f"[a-z][{''.join(filter(str.isupper, map(chr, range(0xC0, 0x180))))}][a-z]")
"""A capital with an accent inside a word in lower case, as curly quotes of a Mac look."""
_HIGH = re.compile(rb"[\x80-\xff]")


def _sample(data: bytes) -> bytes:
    first = _HIGH.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    end = data.find(b"\n", start + SAMPLE)
    return data[start : end if 0 <= end < start + 2 * SAMPLE else start + 2 * SAMPLE]


_LETTER = "[a-zA-Zà-öø-ÿÀ-ÖØ-ÝŒœŠšŽžŸ]"
_WORD_ONLY = re.compile(
    r"[A-ZÀ-ÖØ-ÝŒŠŽŸ]?[a-zà-öø-ÿœšž]+(?:[A-Z][a-zà-öø-ÿœšž]+)*|[A-ZÀ-ÖØ-ÝŒŠŽŸ]+"
)
_ACCENTS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒšŠžŽ")
_MARKS = frozenset("“”‘’‚„–—…•«»€£¥§©®™°±²³½¼¾·¿¡×÷ªº\u00a0\u00ad‹›´")
_RUN = re.compile(rf"{_LETTER}*[^\x00-\x7f]+(?:{_LETTER}|[^\x00-\x7f])*")


def _western(sample: bytes) -> str | None:
    """Return Latin-1 or Windows-1252 where every high byte stands where it would in words."""
    if re.search(rb"[\x81\x8d\x8f\x90\x9d]", sample):
        return None
    text = sample.decode("cp1252")
    if not all(_plausible(run.group()) for run in _RUN.finditer(text)):
        return None
    return "cp1252" if re.search(rb"[\x80-\x9f]", sample) else "latin-1"


def _plausible(run: str) -> bool:
    if any(ord(c) > 127 and c not in _ACCENTS and c not in _MARKS for c in run):
        return False
    words = re.split("[" + re.escape("".join(_MARKS)) + "]+", run)
    inner = words[1:-1] if len(words) > 2 else []
    marks = [c for c in run if c in _MARKS]
    if len(marks) > 3 or (inner and set(marks) - set("“”‘’–—…\u00a0\u00ad·")):
        return False
    if len(words) == 2 and all(words) and set(marks) - set("“”‘’–—…\u00a0\u00ad·•™®©°"):
        return False
    for word in filter(None, words):
        accents = sum(c in _ACCENTS for c in word)
        if accents and (not _WORD_ONLY.fullmatch(word) or accents * 2 > len(word) + 1):
            return False
    return True


def _uchardet(sample: bytes) -> tuple[str | None, float]:
    import cchardet

    found = cchardet.detect(sample)
    return _codec(found["encoding"]), found["confidence"] or 0.0


def _normalizer(sample: bytes) -> tuple[str, ...]:
    from charset_normalizer import from_bytes

    return tuple(match.encoding for match in from_bytes(sample))


def _codec(name: str | None) -> str | None:
    try:
        found = codecs.lookup({"UHC": "cp949"}.get(name or "", name or "")).name
    except LookupError:
        return None
    return "latin-1" if found == "iso8859-1" else found


def _text(sample: bytes, encoding: str) -> str:
    """Return the sample's text; its last character may be cut in two."""
    for end in range(len(sample), max(len(sample) - 4, 0), -1):
        try:
            return sample[:end].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


_FAMILIES = (
    ("gb2312", "gbk", "gb18030"),
    ("big5", "cp950", "big5hkscs"),
    ("shift_jis", "cp932"),
    ("euc_jp", "euc_jis_2004"),
    ("euc_kr", "cp949"),
)


def _narrowest(data: bytes, encoding: str) -> str:
    """Return the smallest encoding of the family that gives back these very bytes."""
    family = next((f for f in _FAMILIES if encoding in f), (encoding,))
    for name in ("gbk", "gb18030") if family[0] == "gb2312" else family:
        try:
            if data.decode(name).encode(name) == data:
                return name
        except UnicodeError:
            continue
    return encoding
