"""The sheets of the review screen: what each asks, and what is done with the answer.

The one thing to know: a sheet changes nothing while it is open; what the editor wants is done by
`ReviewScreen.act`, like any key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from transcript_fix.config import GLOSSARY
from transcript_fix.errors import UserError
from transcript_fix.printable import printable
from transcript_fix.reports.said import plural
from transcript_fix.review.forms import (
    Busy,
    Choice,
    FilterForm,
    Help,
    IgnoreForm,
    Stale,
    TermForm,
    TermWish,
    scope_counts,
)
from transcript_fix.review.lessons import Offer
from transcript_fix.review.many import Many, Surest
from transcript_fix.review.places import visible
from transcript_fix.review.wording import engine_names
from transcript_fix.review.writing import Written, summary

if TYPE_CHECKING:
    from transcript_fix.review.screen import ReviewScreen


def term(screen: ReviewScreen) -> None:
    """Ask for the term that these words should be."""
    session = screen.desk.session
    place = session.place
    if place is None:
        raise UserError("there is nothing here to make a term of")
    open_term(screen, place.fix or place.before, place.before)


def open_term(screen: ReviewScreen, term: str, wrong: str) -> None:
    """Show the term form; `wrong` is what stands in the text."""
    session = screen.desk.session
    alike = sum(
        session.board.waits(i)
        for g in session.board.groups.values()
        if g.before == wrong
        for i in g.places
    )
    file = screen.desk.settings.glossary or screen.desk.project / GLOSSARY
    heard = screen.desk.looks_heard(wrong)
    form = TermForm(term, wrong, heard, alike, file.name)

    def done(wish: TermWish | None) -> None:
        if wish is not None:
            screen.act(lambda: screen.desk.make_term(wish.term, wish.wrong, wish.form))

    screen.app.push_screen(form, done)


def ignore(screen: ReviewScreen) -> None:
    """Ask where to ignore this, and why."""
    session = screen.desk.session
    group = session.walk.group
    if group is None:
        raise UserError("there is nothing here to ignore")

    def done(wish: tuple[str, str] | None) -> None:
        if wish is not None:
            screen.act(lambda: session.ignore(*wish))

    screen.app.push_screen(IgnoreForm(group.before, group.rule, scope_counts(session)), done)


def surest(screen: ReviewScreen) -> None:
    """Show the list of the safe groups."""
    many(screen, None)


def rule(screen: ReviewScreen) -> None:
    """Show the list of this rule's groups."""
    group = screen.desk.session.walk.group
    if group is None:
        raise UserError("there is nothing here")
    many(screen, group.rule)


def many(screen: ReviewScreen, rule: str | None) -> None:
    """Show a list of many groups."""
    session = screen.desk.session

    def done(wish: Many | None) -> None:
        if wish is not None:
            screen.act(lambda: session.settle(wish))

    screen.app.push_screen(Surest(session, rule), done)


def filtering(screen: ReviewScreen) -> None:
    """Ask for a filter."""

    def done(text: str | None) -> None:
        if text is not None:
            screen.act(lambda: screen.desk.session.walk.filter(text))

    screen.app.push_screen(FilterForm(screen.desk.session), done)


def why(screen: ReviewScreen) -> None:
    """Say why this is asked."""
    group = screen.desk.session.walk.group
    if group is None:
        raise UserError("there is nothing here to explain")
    learned = screen.desk.session.learned
    answers, no = learned.answers(group.rule), learned.rejected(group.rule)
    yours = (
        f"You answered this rule {plural(answers, 'time')}, {no:,} of them with a no."
        if answers
        else "You have not answered this rule yet."
    )
    sure = screen.desk.session.confidence(group)
    text = (
        f"{printable(group.message)}\n\nRule {printable(group.rule)}, said by "
        f"{engine_names(tuple(group.engines))}.\nOf such findings {group.measured:.0%} were "
        f"right in measured texts; with your answers, {sure:.0%}. {yours}"
    )
    screen.app.push_screen(Choice(f"Why {visible(group.before)}", text, ()))


def stale(screen: ReviewScreen) -> None:
    """Show the answers whose words are gone."""

    def done(wish: str | None) -> None:
        if wish:
            screen.act(screen.desk.session.drop_stale)

    screen.app.push_screen(Stale(screen.desk.session), done)


def every_key(screen: ReviewScreen) -> None:
    """Show every key."""
    screen.app.push_screen(Help(screen.desk.keymap))


def offer(screen: ReviewScreen, offer: Offer) -> None:
    """Ask what the last answers suggest."""

    def done(answer: str | None) -> None:
        if answer != "m":
            return
        if offer.rule:
            screen.act(lambda: screen.desk.session.switch_off(offer.rule))
        else:
            open_term(screen, offer.after, offer.before)

    yes = "switch it off" if offer.rule else "make it a term"
    sheet = Choice("A thought", printable(offer.question), (("m", yes), ("x", "no, never ask")))
    screen.app.push_screen(sheet, done)


def editor(screen: ReviewScreen) -> str | None:
    """Open the file in the editor's own program."""
    place = screen.desk.session.place
    if place is None:
        raise UserError("there is nothing here to open")
    screen.desk.editor_command(place)
    with screen.app.suspend():
        changed = screen.desk.run_editor(place)
    screen.say("the file was read again" if changed else "the file is as it was")
    return None


def write(screen: ReviewScreen) -> None:
    """Write what is accepted."""
    if not screen.desk.session.board.behind:
        raise UserError("nothing waits to be written")
    if screen.desk.session.ledger.read_only:
        raise UserError("you are only following this review")
    save(
        screen, lambda results: screen.say(summary(results), problem=any(r.error for r in results))
    )


def save(screen: ReviewScreen, then: Callable[[list[Written]], None]) -> None:
    """Write in a thread behind a sheet, then go on."""
    results: list[Written] = []
    problems: list[str] = []

    def work() -> None:
        try:
            results.extend(screen.desk.write())
        except UserError as error:
            problems.append(str(error))

    def done(_: None) -> None:
        screen.desk.session.walk.arrange()
        if problems:
            screen.say(problems[0], problem=True)
        else:
            then(results)
        screen.paint()

    says = f"Writing {plural(screen.desk.session.board.behind, 'change')} …"
    screen.app.push_screen(Busy(says, work), done)


def quit(screen: ReviewScreen) -> None:
    """Leave, after asking what becomes of what is not written."""
    pending = screen.desk.session.board.behind
    if not pending or screen.desk.session.ledger.read_only:
        screen.app.exit()
        return

    def leave(results: list[Written]) -> None:
        screen.app.exit(message=summary(results))

    def done(answer: str | None) -> None:
        if answer == "a":
            save(screen, leave)
        elif answer == "k":
            screen.app.exit()
        elif answer == "t":
            screen.act(screen.desk.session.throw_away)
            screen.app.exit()

    files = len(screen.desk.session.board.pending())
    text = f"{plural(pending, 'change')} in {plural(files, 'file')} not written yet."
    answers = (
        ("a", "apply: write them now"),
        ("k", "keep for later: every answer is saved"),
        ("t", "throw away: take these answers back, leave the files as they are"),
    )
    screen.app.push_screen(Choice("Quit", text, answers), done)
