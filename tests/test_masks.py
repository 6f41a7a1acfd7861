"""What is no prose is found, what is prose is not, and odd text costs no more than any other."""

from __future__ import annotations

import pytest

from transcript_fix.masks import masked


def found(text: str) -> list[str]:
    return [text[a:b] for a, b in masked(text)]


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("see https://mi.com/a,b?x=1. Then", ["https://mi.com/a,b?x=1"]),
        ("(www.mi.com)", ["www.mi.com"]),
        ("write to lei.jun@mi.com.cn, please", ["lei.jun@mi.com.cn"]),
        ("on wechat.com we", ["wechat.com"]),
        ("follow @leijun or #xiaomi", ["@leijun", "#xiaomi"]),
        ("call `foo bar` now", ["`foo bar`"]),
        ("open notes.txt and snake_case", ["notes.txt", "snake_case"]),
        ("at [00:12:31] he", ["[00:12:31]"]),
        ("he [inaudible] said [sic] a [word?]", ["[inaudible]", "[sic]", "[word?]"]),
    ],
)
def test_links_addresses_handles_code_times_and_marks_are_masked(
    text: str, masks: list[str]
) -> None:
    assert found(text) == masks


@pytest.mark.parametrize(
    "text",
    [
        "He said so.Then he left.",
        "That is 3.5 percent, or 1,200 people.",
        "We like it [the phone] very much.",
        "No. 1 in the world; e.g. phones",
    ],
)
def test_prose_is_not_masked(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("piece", ["x", "-", "a-", "a_", "x.", "a@", "[12:", "http://", "`", "1:"])
def test_work_grows_with_the_length_only(piece: str) -> None:
    # 200,000 repeats would take minutes if any part of the pattern were quadratic
    assert sum(b - a for a, b in masked(piece * 200_000)) <= len(piece) * 200_000
