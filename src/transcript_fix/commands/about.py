"""`engines`, `rules`, `explain` and `config show`: what this installation knows."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from transcript_fix import checkers, config
from transcript_fix.config import Settings
from transcript_fix.errors import UserError
from transcript_fix.rule import Rule
from transcript_fix.rules import all_rules


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


def engines() -> int:
    """Print the engines: installed or not, version, where from, on by default or not."""
    console = _console()
    for name in checkers.CHECKERS:
        module = checkers.checker(name)
        status = module.status()
        state = ("on" if module.DEFAULT else "on request") if status.available else "missing"
        style = {"on": "green", "missing": "red"}.get(state, "yellow")
        line = Text.assemble((f"{name:<14}", "bold"), (f"{state:<12}", style), status.version)
        console.print(line, soft_wrap=True)
        told = status.where if status.available else status.advice
        console.print(Text(" " * 14 + told, "dim"), soft_wrap=True)
    return 0


def rules() -> int:
    """Print the house rules, one a line."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("rule", "kind", "at most", "right", "what it finds"):
        table.add_column(column, overflow="fold")
    for rule in sorted(all_rules(), key=lambda r: r.name):
        sure = f"{rule.confidence:.0%}"
        table.add_row(rule.name, rule.kind.value, rule.limit.name.lower(), sure, rule.message)
    console = _console()
    console.print(table)
    console.print(
        "Rules of the engines are named lt:..., harper:..., confusion:..., names/..., tagger:..., "
        "judge:..., llm:... and codespell; see explain."
    )
    return 0


def explain(name: str) -> int:
    """Print what a rule finds, why, how sure it is, and its examples.

    Raises UserError for a rule that nobody knows.
    """
    known = {r.name: r for r in all_rules()}
    if name in known:
        _explain_house(known[name])
        return 0
    from transcript_fix.bilingual.rules import RULES as COMPARED
    from transcript_fix.checkers.confusion import RULES as CONFUSED
    from transcript_fix.checkers.judge import RULES as JUDGED
    from transcript_fix.checkers.tagger import RULES as TAGGED
    from transcript_fix.confidence import precision_of
    from transcript_fix.glossary.rules import RULES as NAMED
    from transcript_fix.llm.propose import RULES as PROPOSED

    said = NAMED | COMPARED | CONFUSED | JUDGED | TAGGED | PROPOSED
    if name in said:
        _console().print(f"{name}\n  {said[name]}", soft_wrap=True)
        return 0
    measured = precision_of(name)
    if measured is None:
        hint = config.close_match(name, known)
        raise UserError(f"there is no rule {name!r}{hint or '; transcript-fix rules lists them'}")
    _console().print(f"{name}\n  {measured}", soft_wrap=True)
    return 0


def _explain_house(rule: Rule) -> None:
    console = _console()
    console.print(Text(rule.name, "bold"))
    console.print(f"  {rule.message}\n", soft_wrap=True)
    if rule.explain:
        console.print(f"  {rule.explain}\n", soft_wrap=True)
    sure = f"  {rule.kind.value}, at most {rule.limit.name.lower()}; right {rule.confidence:.0%}"
    console.print(f"{sure} ({rule.measured})\n", soft_wrap=True)
    for wrong, mended in rule.wrong.items():
        console.print(Text.assemble("  wrong  ", (wrong, "red")), soft_wrap=True)
        console.print(Text.assemble("  mended ", (mended, "green")), soft_wrap=True)
    for right in rule.right:
        console.print(Text.assemble("  right  ", right), soft_wrap=True)


def show_config(settings: Settings) -> int:
    """Print the settings as they would stand in transcript-fix.toml."""
    console = _console()
    source = _short(settings.source) if settings.source else "the defaults; no file was found"
    console.print(f"# from {source}", soft_wrap=True)
    for key, field in config.KEYS.items():
        value = getattr(settings, field)
        if value is None:
            console.print(f"# {key} is not set")
        elif isinstance(value, tuple | frozenset):
            inside = ", ".join(f'"{v}"' for v in sorted(value))
            console.print(f"{key} = [{inside}]", soft_wrap=True)
        elif isinstance(value, bool):
            console.print(f"{key} = {str(value).lower()}")
        elif isinstance(value, int | float):
            console.print(f"{key} = {value}")
        else:
            shown = _short(value) if isinstance(value, Path) else value
            console.print(f'{key} = "{shown}"', soft_wrap=True)
    return 0


def _short(path: Path) -> Path:
    """Return the path as seen from here, where it is below."""
    here = Path().resolve()
    return path.resolve().relative_to(here) if path.resolve().is_relative_to(here) else path
