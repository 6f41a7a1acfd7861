from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import document, paragraphs
from transcript_fix.arbitrate import arbitrate
from transcript_fix.config import Profile, Settings
from transcript_fix.model import Applicability, Document, Finding, Issue, Kind, Role, Span

CLEAN = Settings()


def say(
    doc: Document,
    words: str,
    *suggestions: str,
    engine: str = "lingotweaker",
    rule: str = "lt:TEST",
    kind: Kind = Kind.SPELLING,
    confidence: float | None = 0.8,
    limit: Applicability = Applicability.SAFE,
    nth: int = 0,
) -> Finding:
    at = -1
    for _ in range(nth + 1):
        at = doc.prose.index(words, at + 1)
    return Finding(
        Span(at, at + len(words)),
        words,
        rule,
        engine,
        kind,
        "wrong",
        suggestions,
        confidence,
        limit,
    )


def one(doc: Document, *findings: Finding, settings: Settings = CLEAN) -> Issue:
    (issue,) = arbitrate(doc, findings, settings)
    return issue


def test_a_finding_whose_words_do_not_stand_there_is_dropped() -> None:
    doc = paragraphs("We recieve it.")
    wrong = Finding(Span(3, 10), "receive", "r", "harper", Kind.SPELLING, "", ("x",))
    far = Finding(Span(900, 903), "abc", "r", "harper", Kind.SPELLING, "", ("x",))
    assert arbitrate(doc, [wrong, far], CLEAN) == ()


def test_one_place_is_one_issue_and_the_surer_one_speaks() -> None:
    doc = paragraphs("He have went home.")
    low = say(doc, "have", "has", confidence=0.4)
    high = say(doc, "have went", "has gone", "went", confidence=0.7)
    assert one(doc, low, high).finding == high


def test_engines_that_agree_raise_confidence() -> None:
    doc = paragraphs("It is a a test.")
    mine = say(doc, "a a", "a", confidence=0.5, kind=Kind.DUPLICATE)
    theirs = say(doc, "a a", "a", confidence=0.5, kind=Kind.DUPLICATE, engine="harper", rule="h")
    both = one(doc, theirs, mine)
    assert both.confidence > one(doc, mine).confidence
    assert both.engines == ("lingotweaker", "harper")


def test_engines_agree_on_a_change_however_wide_their_spans() -> None:
    doc = paragraphs("I like it alot of times.")
    short = say(doc, "alot", "a lot", engine="harper", rule="harper:OpenCompounds")
    wide = say(doc, "alot of", "a lot of")
    assert one(doc, short, wide).engines == ("lingotweaker", "harper")


def test_spellers_that_agree_raise_nothing() -> None:
    doc = paragraphs("We recieve it.")
    rule = "lt:MORFOLOGIK_RULE_EN_US"
    first = say(doc, "recieve", "receive", rule=rule, confidence=0.6)
    second = say(
        doc, "recieve", "receive", rule="harper:SpellCheck", engine="harper", confidence=0.7
    )
    both, alone = one(doc, first, second), one(doc, second)
    assert both.confidence == max(one(doc, first).confidence, alone.confidence)


def test_a_listed_typo_that_a_speller_reads_the_same_way_is_surer() -> None:
    doc = paragraphs("We recieve it.")
    listed = say(doc, "recieve", "receive", rule="codespell", engine="codespell", confidence=None)
    speller = say(doc, "recieve", "receive", rule="lt:MORFOLOGIK_RULE_EN_US", confidence=None)
    assert one(doc, listed, speller).confidence > one(doc, listed).confidence


def test_a_name_of_the_glossary_silences_the_rest() -> None:
    doc = paragraphs("We use the Wechat app.")
    name = say(doc, "Wechat", "WeChat", engine="names", rule="names/casing", kind=Kind.NAME)
    rest = say(doc, "Wechat app", "Wechat-App", confidence=0.99)
    assert one(doc, rest, name).finding == name


def test_suggestions_of_all_are_kept_the_most_trusted_first() -> None:
    doc = paragraphs("It is alof.")
    mine = say(doc, "alof", "aloof", "aloft")
    theirs = say(doc, "alof", "aloof", "a lot", engine="harper")
    assert one(doc, theirs, mine).finding.suggestions == ("aloof", "aloft", "a lot")


def test_a_suggestion_that_repeats_its_neighbour_is_dropped() -> None:
    doc = paragraphs("There are alof of them.")
    assert one(doc, say(doc, "alof", "a lot of", "aloof")).finding.suggestions == ("aloof",)


def test_strict_keeps_every_word_that_was_said() -> None:
    doc = paragraphs("He go to to the shop , yes.")
    findings = [
        say(doc, "go", "goes", kind=Kind.GRAMMAR),
        say(doc, "to to", "to", kind=Kind.DUPLICATE),
        say(doc, " ,", ",", kind=Kind.SPACING),
    ]
    strict = arbitrate(doc, findings, Settings(profile=Profile.STRICT))
    assert [i.finding.kind for i in strict] == [Kind.SPACING]
    assert len(arbitrate(doc, findings, CLEAN)) == 3


def test_style_is_for_edited_texts_and_only_a_note() -> None:
    doc = paragraphs("It is very good.")
    style = say(doc, "very good", "excellent", kind=Kind.STYLE)
    assert arbitrate(doc, [style], CLEAN) == ()
    edited = one(doc, style, settings=Settings(profile=Profile.EDITED))
    assert edited.applicability is Applicability.NOTE


def test_a_rule_can_be_turned_off() -> None:
    doc = paragraphs("We recieve it.")
    off = Settings(rules_off=frozenset({"lt:TEST"}))
    assert arbitrate(doc, [say(doc, "recieve", "receive")], off) == ()


def test_only_the_house_the_glossary_and_agreed_typos_are_safe() -> None:
    doc = paragraphs("We recieve it.")
    listed = say(doc, "recieve", "receive", engine="codespell", rule="codespell")
    spelt = say(doc, "recieve", "receive")
    assert one(doc, spelt).applicability is Applicability.REVIEW
    assert one(doc, listed).applicability is Applicability.REVIEW
    assert one(doc, listed, spelt).applicability is Applicability.SAFE
    house = say(doc, "recieve", "receive", engine="house")
    assert one(doc, house).applicability is Applicability.SAFE


def test_a_line_of_code_is_never_mended_alone() -> None:
    doc = paragraphs("if (i > 5) ? alert(i) : stop(i)", "Is it so ?")
    space = {"engine": "house", "rule": "space-before-punctuation", "kind": Kind.SPACING}
    issues = arbitrate(doc, [say(doc, " ?", "?", nth=n, **space) for n in (0, 1)], CLEAN)  # type: ignore[arg-type]
    assert [i.applicability for i in issues] == [Applicability.REVIEW, Applicability.SAFE]


def test_a_checkers_limit_is_never_passed() -> None:
    doc = paragraphs("We recieve it.")
    limit = say(doc, "recieve", "receive", engine="house", limit=Applicability.REVIEW)
    other = say(doc, "recieve", "receive")
    assert one(doc, limit, other).applicability is Applicability.REVIEW


def test_what_has_no_suggestion_is_a_note() -> None:
    doc = paragraphs("He can custom it.")
    assert one(doc, say(doc, "custom")).applicability is Applicability.NOTE


def test_a_link_or_a_time_is_never_touched() -> None:
    doc = document(("", "See"), (" example.com ", "for more."), ("\n\n00:12 ", "Yes."))
    findings = [
        say(doc, "example.com", "Example.com"),
        say(doc, "See example.com for", "Look at example.com for"),
        say(doc, "00:12", "00.12"),
    ]
    assert arbitrate(doc, findings, CLEAN) == ()


def test_an_edit_across_cues_is_kept_where_it_can_be_split() -> None:
    doc = document(("", "We went to"), ("\n", "to the shop."))
    (issue,) = arbitrate(doc, [say(doc, "to\nto", "to", kind=Kind.DUPLICATE)], CLEAN)
    assert issue.applicability is Applicability.REVIEW
    assert issue.finding.suggestions == ("to",)


def test_the_key_survives_edits_elsewhere_and_a_reworded_message() -> None:
    doc = paragraphs("One thing. We recieve it now.")
    later = paragraphs("Another long thing entirely. We recieve it now.")
    key = one(doc, say(doc, "recieve", "receive")).key
    assert one(later, say(later, "recieve", "received", rule="other")).key == key


def test_the_same_words_twice_have_two_keys() -> None:
    doc = paragraphs("We recieve it now. We recieve it now.")
    findings = [say(doc, "recieve", "receive", nth=n) for n in (0, 1)]
    assert len({i.key for i in arbitrate(doc, findings, CLEAN)}) == 2


WORDS = ["the", "of", "wechat", "Recieve", "to", "to", "alot", "😀", ",", ".", "é"]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_issues_never_overlap_and_always_stand_where_they_say(data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)))
    cut = data.draw(st.integers(0, len(text)))
    doc = document(("", "A:", Role.SPEAKER), (" ", text[:cut]), ("\n", text[cut:]))
    findings = []
    for _ in range(data.draw(st.integers(0, 8))):
        start = data.draw(st.integers(0, len(doc.prose)))
        end = data.draw(st.integers(start, len(doc.prose)))
        findings.append(
            Finding(
                Span(start, end),
                data.draw(st.sampled_from([doc.prose[start:end], "x"])),
                data.draw(st.sampled_from(["lt:MORFOLOGIK_RULE_EN_US", "r"])),
                data.draw(st.sampled_from(["house", "names", "harper"])),
                data.draw(st.sampled_from(list(Kind))),
                "m",
                tuple(data.draw(st.lists(st.sampled_from(["", "to", "a lot"]), max_size=2))),
            )
        )
    issues = arbitrate(doc, findings, CLEAN)
    assert all(doc.cut(i.span) == i.finding.before for i in issues)
    assert all(not a.span.overlaps(b.span) for a in issues for b in issues if a is not b)
    assert list(issues) == sorted(issues, key=lambda i: i.span)
    assert len({i.key for i in issues}) == len(issues)


def test_a_word_is_mended_before_what_is_wrong_round_it() -> None:
    doc = paragraphs("It runs on hertzbeat today.")
    article = say(doc, "hertzbeat", "a hertzbeat", kind=Kind.GRAMMAR, confidence=0.9)
    casing = say(doc, "hertzbeat", "HertzBeat", kind=Kind.CASING, confidence=0.4)
    assert one(doc, article, casing).finding == casing
