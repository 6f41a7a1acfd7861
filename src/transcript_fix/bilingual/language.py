"""Which language a source is in: by its letters, and for Latin ones by its commonest words.

The one thing to know: it decides how numbers are read and no more. Where nothing fits it is "xx",
and only digits are read.
"""

from __future__ import annotations

import re
from collections import Counter

_COMMON = {
    "en": "the and of to that is was it you we i they this with for not are have what so",
    "de": "der die das und ist nicht ich wir sie ein eine mit auf dass zu es war den auch",
    "fr": "le la les et est des une un que nous je vous pas dans pour qui c'est on sur avec",
    "es": "el la los las y es que de en un una no se por con para lo como pero más",
    "pt": "o a os as e é que de em um uma não se por com para do da mas isso",
    "it": "il lo la gli e è che di in un una non si per con del della ma sono questo",
    "nl": "de het een en is niet dat van ik we wij in op met voor zijn maar ook te er",
}
_WORDS = {name: frozenset(words.split()) for name, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
SCRIPT = {
    "zh": r"\u3400-\u4dbf\u4e00-\u9fff",
    "ja": r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff",
    "ko": r"\uac00-\ud7af\u4e00-\u9fff",
    "ru": r"\u0400-\u04ff",
}
"""The letters of languages that English has not, for a character class."""
CJK = frozenset({"zh", "ja", "ko"})

_KANA, _HANGUL, _CYRILLIC = 0.05, 0.2, 0.3
"""Shares of letters from which a text is Japanese (which is half Chinese letters), and so on."""


def language_of(text: str) -> str:
    """Return the language of a text: ISO 639-1, or "xx"."""
    letters = sum(c.isalpha() for c in text) or 1
    least = {"ja": _KANA, "ko": _HANGUL, "zh": _HANGUL, "ru": _CYRILLIC}
    for name, letter in _SCRIPTS:
        if len(letter.findall(text)) >= least[name] * letters:
            return name
    words = Counter(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text.lower()))
    scores = {name: sum(words[w] for w in common) for name, common in _WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] * 20 >= sum(words.values()) and scores[best] else "xx"
