"""What the editor's steps say about rules and forms, and what they suggest to ask him.

The one thing to know: each offer is written down when it is made, so it is made once for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

from transcript_fix.learn import Judgement, Learned, Said
from transcript_fix.ledger import Entry, Ledger, Verdict


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the editor's answers suggest. `what` names it, so that it is asked once."""

    what: str
    question: str
    before: str = ""
    after: str = ""
    rule: str = ""


def offer(ledger: Ledger, learned: Learned) -> Offer | None:
    """Return what the last step suggests: a term, or to switch a rule off. Never twice the same."""
    done = ledger.standing.done
    if not done or ledger.read_only or not done[-1].marks:
        return None
    found = _offer(done[-1], learned)
    if found is None or found.what in ledger.standing.offered:
        return None
    ledger.add("offer", data={"what": found.what})
    return found


def _offer(entry: Entry, learned: Learned) -> Offer | None:
    mark = entry.marks[0]
    if mark.after and entry.data.get("how") == "edit":
        if learned.to_make_a_term(mark.before, mark.after):
            question = f"You wrote {mark.after!r} for {mark.before!r} twice. Make it a term?"
            what = f"term {mark.before} {mark.after}"
            return Offer(what, question, mark.before, mark.after)
    elif mark.verdict is Verdict.REJECT and learned.to_switch_off(mark.rule):
        no, of = learned.rejected(mark.rule), learned.answers(mark.rule)
        question = f"You said no to {mark.rule} {no} of {of} times. Switch it off here?"
        return Offer(f"off {mark.rule}", question, rule=mark.rule)
    return None


def judgements(entry: Entry) -> tuple[Judgement, ...]:
    """Return what a step says about rules and forms: once for each form in it."""
    if entry.act not in ("answer", "ignore"):
        return ()
    found: dict[tuple[str, str, str | None], Judgement] = {}
    typed = entry.data.get("how") == "edit"
    for m in entry.marks:
        if m.verdict is Verdict.ACCEPT:
            said = Said.RIGHT if m.after == m.fix else Said.OTHER
        elif m.verdict in (Verdict.REJECT, Verdict.IGNORE):
            said = Said.WRONG
        else:
            continue
        form = (m.rule, m.before, m.fix)
        found[form] = Judgement(*form, said, m.after if typed else None)
    return tuple(found.values())
