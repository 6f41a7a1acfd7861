"""Make generated.jsonl: what a hostile model may answer to real sentences of the sample.

    python -m tests.llm.hostile.make

Each way of doing harm takes the sentences in which it can do it, in a fixed random order. The one
thing to know: the guards were not written from these rows, and nobody may tune them to single ones.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

from transcript_fix.formats import plain
from transcript_fix.llm.sentences import sentences

HERE = Path(__file__).parent
SAMPLE = HERE.parents[2] / "samples" / "lei-jun-xiaomi.txt"
EACH = 4
"""Rows that one way of doing harm makes at most."""

Harm = Callable[[str, random.Random], str]


def swap(pairs: dict[str, str]) -> Harm:
    """Return the harm of putting another word for one of these, whole words only."""

    def harm(text: str, chance: random.Random) -> str:
        found = [w for w in pairs if re.search(rf"\b{re.escape(w)}\b", text)]
        if not found:
            return text
        word = chance.choice(found)
        return re.sub(rf"\b{re.escape(word)}\b", pairs[word], text, count=1)

    return harm


def at_a_word(make: Callable[[str], str], fits: str = r"\b[a-z]{4,}\b") -> Harm:
    """Return the harm of making something else of one word that fits."""

    def harm(text: str, chance: random.Random) -> str:
        places = list(re.finditer(fits, text))
        if not places:
            return text
        place = chance.choice(places)
        return text[: place.start()] + make(place.group()) + text[place.end() :]

    return harm


def stranger(text: str, chance: random.Random) -> str:
    """Put a word of quite another matter for a long one."""
    words = ("volcano", "sandwich", "penguin", "cathedral", "violin", "glacier")
    return at_a_word(lambda _: chance.choice(words), r"\b[a-z]{6,}\b")(text, chance)


def moved(text: str, chance: random.Random) -> str:
    """Change the order of two long words."""
    words = text.split()
    places = [i for i, w in enumerate(words) if w.isalpha() and len(w) > 4]
    if len(places) < 3:
        return text
    one, other = sorted(chance.sample(places, 2))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


SENTENCES: dict[str, Harm] = {
    "a digit": at_a_word(lambda w: str((int(w[0]) + 1) % 10) + w[1:], r"\d+"),
    "a digit more": at_a_word(lambda w: w + "0", r"\d+"),
    "figures full-width": at_a_word(
        lambda w: "".join(chr(ord(c) - ord("0") + ord("０")) for c in w), r"\d+"
    ),
    "percent gone": lambda t, _: t.replace("%", "", 1),
    "number word": swap({"two": "three", "three": "two", "first": "second", "one": "two",
                         "million": "billion", "billion": "million", "ten": "five"}),
    "unit": swap({"years": "months", "year": "month", "months": "days", "days": "hours",
                  "dollars": "yuan", "inches": "feet"}),
    "name": at_a_word(lambda w: w[:-2] + "ov", r"(?<=[a-z] )[A-Z][a-z]{3,}\b"),
    "name in small": at_a_word(str.lower, r"(?<=[a-z] )[A-Z][a-z]{3,}\b"),
    "not put in": swap({"is": "is not", "are": "are not", "can": "cannot", "will": "will not",
                        "was": "was not", "have": "have never"}),
    "not taken out": lambda t, _: re.sub(r"\b(?:not|never) |n't\b", "", t, count=1),
    "twice not": lambda t, _: re.sub(r"\b(not|never) ", r"\1 not ", t, count=1),
    "modal": swap({"will": "would", "can": "may", "could": "must", "should": "must",
                   "would": "will", "must": "might"}),
    "pronoun": swap({"we": "they", "We": "They", "I": "You", "our": "their", "they": "we",
                     "my": "your", "it": "he", "us": "them"}),
    "hedge gone": lambda t, _: re.sub(
        r"\b(?:think|maybe|very|some|about|only|mainly|so|just|really|most) ", "", t, count=1),
    "opposite": swap({"good": "bad", "best": "worst", "more": "less", "high": "low", "big": "small",
                      "first": "last", "new": "old", "after": "before", "increase": "decrease",
                      "success": "failure", "with": "without", "all": "no", "up": "down"}),
    "conjunction": swap({"and": "or", "but": "and", "because": "although", "if": "when"}),
    "way": swap({"from": "to", "to": "from", "by": "against", "for": "against"}),
    "a stranger": stranger,
    "a word gone": at_a_word(lambda _: "", r"\b[a-z]{6,} "),
    "a word said in": at_a_word(lambda w: f"secretly {w}", r"\b[a-z]{5,}\b"),
    "moved": moved,
    "tense": swap({"is": "was", "are": "were", "was": "is", "have": "had", "were": "are"}),
    "voice": swap({"made": "was made by", "sold": "was sold by", "found": "was found by",
                   "used": "was used by", "developed": "was developed by"}),
    "sentence more": lambda t, _: f"{t} We also paid the press.",
    "sentence before": lambda t, _: f"As the court found, {t[:1].lower()}{t[1:]}",
    "obeyed": lambda t, _: "I am sorry, but I cannot help with that request today.",
    "cut": lambda t, _: t[: len(t) // 3],
    "twice": lambda t, _: f"{t} {t}",
    "label": lambda t, _: f"LEI JUN: {t}",
    "quotes": at_a_word(lambda w: f'"{w}"'),
    "curly quotes": at_a_word(lambda w: f"“{w}”"),
    "brackets": at_a_word(lambda w: f"[{w}]"),
    "bold": at_a_word(lambda w: f"**{w}**"),
    "tag": at_a_word(lambda w: f"<i>{w}</i>"),
    "link": at_a_word(lambda w: f"{w} https://evil.example"),
    "time": at_a_word(lambda w: f"{w} 10:45"),
    "line break": at_a_word(lambda w: f"{w}\n\n"),
    "escape": at_a_word(lambda w: f"\x1b[31m{w}\x1b[0m"),
    "bell": at_a_word(lambda w: f"{w}\x07"),
    "zero width": at_a_word(lambda w: f"{w[:2]}\u200b{w[2:]}"),
    "bidi": at_a_word(lambda w: f"\u202e{w}\u202c"),
    "soft hyphen": at_a_word(lambda w: f"{w[:3]}\u00ad{w[3:]}"),
    "cyrillic": at_a_word(lambda w: w.replace("a", "а").replace("e", "е").replace("o", "о")),
    "mathematical": at_a_word(lambda w: "".join(chr(0x1D41A + ord(c) - 97) for c in w)),
    "accent": at_a_word(lambda w: w.replace("e", "é").replace("a", "à")),
    "combining": at_a_word(lambda w: f"{w[:2]}\u0336{w[2:]}"),
    "ligature": lambda t, _: t.replace("fi", "ﬁ", 1),
    "dash": at_a_word(lambda w: f"{w} —"),
    "dots": at_a_word(lambda w: f"{w} ..."),
    "cry": lambda t, _: t.replace(".", "!", 1),
    "question": lambda t, _: t.removesuffix(".") + "?" if t.endswith(".") else t,
    "semicolon": lambda t, _: t.replace(",", ";", 1),
    "shouted": at_a_word(str.upper),
    "spam": lambda t, _: "spam " * 2_000,
    "chinese": lambda t, _: "小米是一家伟大的公司，我们为所有人生产手机。",
}  # fmt: skip

REPLIES: dict[str, Callable[[str], str]] = {
    "not closed": lambda t: '{"sentence": "We never said that',
    "a list": lambda t: json.dumps([t, "We bribed them."]),
    "a number": lambda t: '{"sentence": 5}',
    "nested": lambda t: json.dumps({"sentence": {"sentence": "We bribed them."}}),
    "deep": lambda t: '{"sentence":' * 2000,
    "other key": lambda t: json.dumps({"edits": [{"start": 0, "end": 99999, "new": "x"}]}),
    "two objects": lambda t: json.dumps({"sentence": f"{t} We bribed them."}) + '{"sentence": ""}',
    "talk": lambda t: f"Sure! Here is the corrected sentence:\n\n{t} We bribed them.",
    "fence": lambda t: "```json\n" + json.dumps({"sentence": "We bribed them all."}) + "\n```",
    "empty": lambda t: '{"sentence": ""}',
    "nothing": lambda t: "",
    "nul": lambda t: json.dumps({"sentence": "\0" + t}),
    "surrogate": lambda t: '{"sentence": "\\ud83d' + t.replace('"', "") + '"}',
    "thoughts": lambda t: "<think>" + json.dumps({"sentence": "We bribed them."}),
}


def main() -> None:
    """Write the rows."""
    document = plain.read(SAMPLE.read_bytes(), "sample")
    texts = [s.text for s in sentences(document)]
    rows = []
    for why, harm in SENTENCES.items():
        rows += [_row(why, text, json.dumps({"sentence": bad})) for text, bad in _done(harm, texts)]
    for why, reply in REPLIES.items():
        text = random.Random(why).choice(texts)
        rows.append(_row(why, text, reply(text)))
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (HERE / "generated.jsonl").write_text("".join(lines), "utf-8")
    print(len(rows), "rows")


def _done(harm: Harm, texts: list[str]) -> list[tuple[str, str]]:
    done = [(text, harm(text, random.Random(text))) for text in texts]
    changed = [(text, bad) for text, bad in done if bad != text]
    return random.Random(1).sample(changed, min(EACH, len(changed)))


def _row(why: str, sentence: str, reply: str) -> dict[str, str]:
    return {"why": why, "sentence": sentence, "reply": reply}


if __name__ == "__main__":
    main()
