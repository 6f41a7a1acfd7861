"""A hunspell word list: a .dic with its count, or a personal dictionary.

The one thing to know: flags after a slash belong to an .aff file that we do not read, and are
dropped; "*word" forbids a word in a personal dictionary.
"""

from __future__ import annotations

from transcript_fix.glossary.add import Entry
from transcript_fix.glossary.entry import Glossary
from transcript_fix.glossary.exchange import entry
from transcript_fix.glossary.tokens import words

NAME = "hunspell"
FILES = ("glossary.dic",)


def write(glossary: Glossary) -> tuple[str, ...]:
    """Return the single words of all right forms as a .dic."""
    known = dict.fromkeys(w for f in glossary.right_forms() for w in words(f))
    return ("".join(f"{line}\n" for line in (len(known), *known)),)


def read(text: str, name: str) -> list[Entry]:
    """Return the words of a .dic or personal dictionary as terms."""
    entries = []
    for number, line in enumerate(text.splitlines()):
        word = line.split("\t")[0].replace("\\/", "\0").split("/")[0].replace("\0", "/").strip()
        if not word or word[0] in "#*" or (number == 0 and word.isdigit()):
            continue
        entries.append(entry(word))
    return entries
