"""The rules of the names checker, in an editor's words: what `explain` prints."""

from __future__ import annotations

RULES = {
    "names/wrong": "A form that the glossary lists under `wrong`. Mended by `fix` where it is no "
    "English word, else asked.",
    "names/forbidden": "A form that the glossary lists under `forbidden`: right, but not wanted.",
    "names/heard": "A form that the glossary lists under `heard`: real words that are often "
    "misheard for the name. Always asked.",
    "names/former": "A former name (`was`) in a text; only shown.",
    "names/casing": "A name of the glossary in other capitals (Wechat for WeChat). Never said of "
    "a common word (next for NeXT).",
    "names/spacing": "A name of the glossary in other spaces or hyphens (fast API for FastAPI).",
    "names/near": "A form a few letters off a name of the glossary, rarer in English by chance "
    "than as a slip for the name. Always asked.",
    "names/sounds": "A form that sounds like a name of the glossary (cube cuddle for kubectl). "
    "Always asked.",
    "names/own-name": "A form that stands once or twice in this text, a letter off a name that "
    "stands often. Needs no glossary. Always asked.",
    "names/own-casing": "A name with inner capitals (GitHub) that is once written otherwise.",
    "names/own-label": "A speaker label that is nearly one that stands often (Lie Jun, Lei Jun).",
}
"""Rule names and what they find; measured figures stand in docs/glossary.md."""
