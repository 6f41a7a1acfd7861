"""The review screen at four sizes, its sheets, its keys, its mouse."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.review.making import MISTAKES, SETTINGS, TALK, file, meet, review, stand_on
from transcript_fix.ledger import Ledger, Verdict
from transcript_fix.review.desk import Desk
from transcript_fix.review.documents import Documents
from transcript_fix.review.feed import Feed
from transcript_fix.review.keys import Keymap, keymap
from transcript_fix.review.screen import LIGHT, ReviewApp
from transcript_fix.review.session import Session

from .screen_text import text_of

SHOWN = Path(__file__).parent / "shown"
Step = Callable[[Pilot[None], ReviewApp], Awaitable[None]]


def desk(folder: Path, session: Session | None = None, keys: Keymap | None = None) -> Desk:
    """A desk on a talk and its twin file, everything already checked."""
    if session is None:
        file(folder)
        file(
            folder, "b.txt", "Lei Jun: Once more Qualcommm, and there were alof of Wechat users.\n"
        )
        session = review(folder, "talk.txt", "b.txt")
    feed = Feed([], SETTINGS)
    return Desk(
        "talks/ 2 files", folder, SETTINGS, session, Documents(SETTINGS), feed, keys or keymap(())
    )


def play(
    desk_: Desk,
    *keys: str,
    size: tuple[int, int] = (100, 28),
    light: bool = False,
    then: Step | None = None,
) -> str:
    """Press keys on the real screen and return what it shows."""

    async def run() -> str:
        app = ReviewApp(desk_, light=light)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.15)
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await pilot.pause(0.15)
            if then is not None:
                await then(pilot, app)
                await pilot.pause(0.1)
            return text_of(app)  # type: ignore[arg-type]

    return asyncio.run(run())


SCREENS: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "140x40": ((140, 40), ("y", "n")),
    "100x28": ((100, 28), ("y", "n")),
    "80x24": ((80, 24), ("y", "n")),
    "60x20": ((60, 20), ("y", "n")),
    "80x24-list": ((80, 24), ("Y", "l")),
    "60x20-list": ((60, 20), ("l",)),
    "edit": ((100, 28), ("j", "j", "j", "e", "space", "n", "o", "w")),
    "search": ((100, 28), ("slash", "w", "e", "c", "h")),
    "term": ((100, 28), ("t",)),
    "ignore": ((100, 28), ("i",)),
    "surest": ((100, 28), ("A", "minus", "space")),
    "rule": ((100, 28), ("R",)),
    "filter": ((100, 34), ("f",)),
    "help": ((100, 56), ("question_mark",)),
    "help-60x20": ((60, 20), ("question_mark",)),
    "term-60x20": ((60, 20), ("t",)),
    "quit": ((100, 28), ("Y", "q")),
    "quit-60x20": ((60, 20), ("Y", "q")),
    "why": ((100, 28), ("n", "n", "x")),
    "whole-file": ((100, 28), ("y", "v")),
    "before-and-after": ((100, 28), ("y", "v", "v")),
    "all-answered": ((100, 28), ("A", "0", "c", "N", "N")),
    "undone": ((100, 28), ("Y", "u")),
    "one-suggestion-taken": ((100, 28), ("2", "k", "tab")),
    "nothing-suggested": ((100, 28), ("j", "j", "j", "j")),
    "no-such-key": ((100, 28), ("9",)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen_looks_as_it_was_accepted(
    tmp_path: Path, name: str, accept_screens: bool
) -> None:
    size, keys = SCREENS[name]
    shown = play(desk(tmp_path), *keys, size=size)
    path = SHOWN / f"{name}.txt"
    if accept_screens:
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.is_file(), f"{path.name} was never accepted: look, then --accept-screens"
    assert shown == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [(140, 40), (100, 28), (80, 24), (60, 20)])
def test_every_size_shows_the_question_and_its_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    shown = play(desk(tmp_path), size=size)
    for words in ("[-Qualcommm-]{+Qualcomm+}", "1 Qualcomm", "y yes", "? help", "0/11"):
        assert words in shown
    assert all(len(line) <= size[0] for line in shown.splitlines())


def test_keys_answer_and_nothing_is_written(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "y", "Y", "n", "s", "u", "u", "ctrl+r")
    assert at.session.progress().decided == 5
    assert (tmp_path / "talk.txt").read_text(encoding="utf-8") == TALK


def test_enter_is_yes(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "enter")
    assert at.session.progress().accepted == 1


def test_the_edit_line_changes_only_with_enter(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "e", "x", "escape")
    assert at.session.progress().decided == 0
    play(at, "e", "x", "y", "enter")
    assert at.session.board.want(0) == "Qualcommxy"


def test_the_diff_follows_what_is_typed(tmp_path: Path) -> None:
    shown = play(desk(tmp_path), "e", "space", "I", "n", "c")
    assert "{+Qualcomm Inc+}" in shown


def test_ctrl_y_takes_what_was_typed_for_all_like_it(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "e", "x", "ctrl+y")
    assert at.session.progress().accepted == 4
    assert {at.session.board.want(i) for i in at.session.board.groups[
        ("names/wrong", "Qualcommm", "Qualcomm")].places} == {"Qualcommx"}  # fmt: skip


def test_w_writes_what_is_accepted(tmp_path: Path) -> None:
    at = desk(tmp_path)

    async def written(pilot: Pilot[None], app: ReviewApp) -> None:
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)

    shown = play(at, "Y", "w", then=written)
    assert "4 changes written in 2 files" in shown
    assert "Qualcommm" not in (tmp_path / "talk.txt").read_text(encoding="utf-8")
    assert "Wechat" in (tmp_path / "talk.txt").read_text(encoding="utf-8")


def test_what_happened_to_each_file_is_one_line(tmp_path: Path) -> None:
    at = desk(tmp_path)
    (tmp_path / "b.txt").unlink()

    async def written(pilot: Pilot[None], app: ReviewApp) -> None:
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)

    shown = play(at, "Y", "w", then=written)
    assert "3 changes written in 1 file; b.txt: cannot be read" in shown


@pytest.mark.parametrize(("answer", "written", "decided"), [("a", True, 4), ("k", False, 4),
                                                            ("t", False, 0)])  # fmt: skip
def test_the_quit_menu(tmp_path: Path, answer: str, written: bool, decided: int) -> None:
    at = desk(tmp_path)

    async def wait(pilot: Pilot[None], app: ReviewApp) -> None:
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)

    play(at, "Y", "q", answer, then=wait)
    talk = (tmp_path / "talk.txt").read_text(encoding="utf-8")
    assert ("Qualcommm" not in talk) is written
    assert at.session.progress().decided == decided


def test_ctrl_c_is_quit_and_never_an_answer(tmp_path: Path) -> None:
    at = desk(tmp_path)
    shown = play(at, "y", "ctrl+c")
    assert "not written yet" in shown
    assert at.session.progress().decided == 1


def test_the_key_that_opens_a_list_never_confirms_it(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "A", "A", "A", "y", "escape")
    assert at.session.progress().decided == 0
    play(at, "A", "c")
    assert at.session.progress().accepted == 7


def test_the_ignore_form_takes_scope_and_reason(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "i", "down", "tab", "n", "o", "enter")
    entry = at.session.ledger.standing.done[-1]
    assert (entry.data["scope"], entry.data["reason"]) == ("file", "no")
    assert at.session.progress().decided == 3


def test_the_term_form_writes_the_glossary_and_fixes_all_like_it(tmp_path: Path) -> None:
    (tmp_path / "glossary.yaml").write_text("version: 1\n# ours\nterms:\n  - Xiaomi\n")
    at = desk(tmp_path)
    play(at, "t", "enter")
    text = (tmp_path / "glossary.yaml").read_text()
    assert "Qualcomm" in text
    assert "# ours" in text
    assert at.session.progress().accepted == 4


def test_a_filter_is_chosen_from_what_there_is(tmp_path: Path) -> None:
    at = desk(tmp_path)
    shown = play(at, "f", *[{":": "colon", " ": "space"}.get(c, c) for c in "speaker:reporter"],
                 "enter", size=(140, 34))  # fmt: skip
    assert "filter: speaker:reporter" in shown
    assert len(at.session.walk.rows) == 2


def test_a_wrong_filter_is_said_in_the_form(tmp_path: Path) -> None:
    keys = [{":": "colon"}.get(c, c) for c in "knd:name"]
    assert "did you mean 'kind'" in play(desk(tmp_path), "f", *keys, "enter", size=(100, 34))


def test_a_click_on_a_row_goes_there_and_a_click_on_a_suggestion_takes_it(tmp_path: Path) -> None:
    at = desk(tmp_path)

    async def click(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.click("#groups", offset=(10, 1))
        await pilot.pause(0.1)
        assert at.session.place is not None
        assert at.session.place.before == "Wechat"
        await pilot.click("#choices", offset=(1, 0))

    play(at, then=click)
    assert at.session.progress().accepted == 1


def test_a_click_on_the_key_line_does_what_the_key_does(tmp_path: Path) -> None:
    at = desk(tmp_path)

    async def click(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.click("#keys", offset=(1, 0))

    play(at, then=click)
    assert at.session.progress().accepted == 1


def test_a_window_that_changes_size_changes_its_layout(tmp_path: Path) -> None:
    async def resize(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.resize_terminal(70, 20)
        await pilot.pause(0.2)

    shown = play(desk(tmp_path), size=(140, 40), then=resize)
    assert "groups of" not in shown
    assert "[-Qualcommm-]{+Qualcomm+}" in shown


def test_everything_is_in_the_command_palette(tmp_path: Path) -> None:
    async def look(pilot: Pilot[None], app: ReviewApp) -> None:
        names = [c.title for c in app.get_system_commands(app.screen)]
        assert "Make it a term of the glossary" in names
        assert len(names) == len(at.keymap.actions)

    at = desk(tmp_path)
    shown = play(at, "ctrl+p", then=look)
    assert "Search" in shown


def test_keys_can_be_given_another_meaning(tmp_path: Path) -> None:
    at = desk(tmp_path, keys=keymap([("accept", "a"), ("surest", "S")]))
    shown = play(at, "a", "y")
    assert at.session.progress().accepted == 1
    assert "a yes" in shown


def test_light_and_dark_are_one_key_apart(tmp_path: Path) -> None:
    seen: list[tuple[str, bool]] = []

    async def look(pilot: Pilot[None], app: ReviewApp) -> None:
        seen.append((app.theme, LIGHT.background in app.export_screenshot()))  # type: ignore[operator]

    play(desk(tmp_path / "a"), then=look)
    play(desk(tmp_path / "b"), "T", then=look)
    assert seen == [("transcript-dark", False), ("transcript-light", True)]


def test_the_second_reviewer_follows_and_cannot_answer(tmp_path: Path) -> None:
    file(tmp_path)
    first = review(tmp_path)
    second = Session(Ledger(tmp_path, "Bo", read_only=True))
    meet(second, tmp_path / "talk.txt")
    first.accept(all_like_it=True)

    async def wait(pilot: Pilot[None], app: ReviewApp) -> None:
        await pilot.pause(1.2)

    shown = play(desk(tmp_path, second), "y", then=wait)
    assert "read-only" in shown
    assert second.progress().decided == 3
    assert first.verdict_here() is Verdict.OPEN


def test_terminal_orders_in_a_transcript_are_shown_not_obeyed(tmp_path: Path) -> None:
    file(tmp_path, text="Lei Jun: We \x1b[31mlike\x07 Wechat.\n")
    shown = play(desk(tmp_path, review(tmp_path)))
    assert "\\x1b[31mlike\\x07" in shown


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    at = desk(tmp_path)
    (tmp_path / "talk.txt").unlink()
    (tmp_path / "b.txt").unlink()
    assert "cannot be read" in play(at)


def test_a_terminals_late_answer_is_no_key(tmp_path: Path) -> None:
    at = desk(tmp_path)

    async def answer(pilot: Pilot[None], app: ReviewApp) -> None:
        keys = ["escape", "left_square_bracket", "question_mark", *"2026", "semicolon", "2"]
        await pilot.press(*keys, "dollar_sign", "y")

    play(at, then=answer)
    assert at.session.progress().decided == 0
    play(at, "escape", "y")
    assert at.session.progress().decided == 1


def verdicts(at: Desk, before: str) -> set[Verdict]:
    board = at.session.board
    return {board.verdict(i) for i, p in enumerate(board.places) if p.before == before}


def test_a_list_settles_what_is_ticked_and_what_is_not(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "A", "0", "b", "C")
    assert verdicts(at, "Qualcommm") == {Verdict.ACCEPT}
    assert verdicts(at, "Wechat") == {Verdict.REJECT}
    assert verdicts(at, "very unique") == {Verdict.REJECT}
    assert at.session.undo().startswith("taken back: accepted 3 groups, 7 places; kept 2 groups")
    assert at.session.progress().decided == 0


def test_small_c_leaves_open_what_is_not_ticked(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "A", "b", "c")
    assert verdicts(at, "Wechat") == {Verdict.OPEN}
    assert verdicts(at, "Qualcommm") == {Verdict.ACCEPT}


def test_a_letter_goes_through_the_suggestions(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "A", "a", "a", "c")
    assert at.session.board.want(0) == "Qualcomm's"


def test_a_capital_letter_changes_every_row_of_the_rule(tmp_path: Path) -> None:
    file(tmp_path)
    session = review(tmp_path)
    one_rule = {w: ("names/wrong", f, s) for w, (_, f, s) in MISTAKES.items()}
    meet(session, file(tmp_path, "c.txt"), mistakes=one_rule)
    stand_on(session, "Qualcommm")
    at = desk(tmp_path, session)
    play(at, "R", "A", "C")
    board = session.board
    no = [p for i, p in enumerate(board.places) if board.verdict(i) is Verdict.REJECT]
    rejected = {p.form for p in no}
    assert ("names/wrong", "Qualcommm", "Qualcomm") in rejected
    assert ("names/wrong", "Wechat", "WeChat") in rejected
    assert {rule for rule, _, _ in rejected} == {"names/wrong"}


def test_n_keeps_the_text_of_a_whole_rule(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "R", "n")
    assert verdicts(at, "Qualcommm") == {Verdict.REJECT}
    assert verdicts(at, "Wechat") == {Verdict.OPEN}


def test_what_is_ignored_goes_into_the_projects_ignores_and_out_again(tmp_path: Path) -> None:
    at = desk(tmp_path)
    play(at, "i", "down", "down", "tab", "s", "o", "enter")
    kept = (tmp_path / ".transcript-fix" / "ignore.yaml").read_text(encoding="utf-8")
    assert "Qualcommm" in kept
    assert "so" in kept
    play(at, "u")
    assert "Qualcommm" not in (tmp_path / ".transcript-fix" / "ignore.yaml").read_text()
    play(at, "ctrl+r")
    assert "Qualcommm" in (tmp_path / ".transcript-fix" / "ignore.yaml").read_text()
