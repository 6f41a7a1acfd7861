"""Slips as typists make them: one letter, two letters, a doubling, a swap, a split, a join."""

from __future__ import annotations

from typing import Protocol

NEAR_KEYS = {
    "a": "sqz", "b": "vgn", "c": "xvd", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy",
    "i": "uok", "j": "hku", "k": "jli", "l": "kop", "m": "nk", "n": "bmh", "o": "ipl", "p": "ol",
    "q": "wa", "r": "etf", "s": "adw", "t": "ryg", "u": "yij", "v": "cbf", "w": "qes", "x": "zcs",
    "y": "tuh", "z": "xa",
}  # fmt: skip
"""Neighbours on a keyboard."""
KINDS = ("letter", "two letters", "doubling", "swap", "split", "join")


class Chance(Protocol):
    """The part of `random.Random` that is used here."""

    def randrange(self, start: int, stop: int) -> int: ...
    def choice(self, seq: str) -> str: ...


def slip(name: str, chance: Chance, kind: str | None = None) -> str:
    """Return `name` with a slip of one kind; a kind that cannot be put in becomes a letter."""
    if kind is None:
        kind = KINDS[chance.randrange(0, 5)]
    for _ in range(50):
        wrong = _once(name, chance, kind)
        if kind == "two letters":
            wrong = _once(wrong, chance, "letter")
        if wrong != name and wrong.strip() == wrong:
            return wrong
    return _once(name, chance, "letter")


def _once(name: str, chance: Chance, kind: str) -> str:
    letters = [i for i, c in enumerate(name) if c.isalpha()]
    if len(letters) < 2:
        return name
    at = letters[chance.randrange(0, len(letters))]
    if kind == "doubling":
        return name[:at] + name[at] + name[at:]
    if kind == "swap" and at + 1 < len(name) and name[at + 1].isalpha():
        return _cased(name, name[:at] + name[at + 1] + name[at] + name[at + 2 :])
    if kind == "split" and 1 < at < len(name) - 1 and name[at - 1] != " ":
        return name[:at] + " " + name[at:]
    if kind == "join" and " " in name:
        return name.replace(" ", "", 1)
    other = chance.choice(NEAR_KEYS.get(name[at].lower(), "e"))
    other = other.upper() if name[at].isupper() else other
    ways = (
        name[:at] + other + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + other.lower() + name[at:],
    )
    return ways[chance.randrange(0, 3)]


def _cased(name: str, swapped: str) -> str:
    """Return a swap with the capital where it was ("Xaiomi", not "aXiomi")."""
    return "".join(
        s.upper() if n.isupper() else s.lower() for n, s in zip(name, swapped, strict=True)
    )
