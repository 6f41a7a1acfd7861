"""A verb in the wrong form after another: can became, did went, has went, is depend.

The one thing to know: many pasts are also adjectives or nouns ("can related parties ..."), so only
plain forms of verbs in tight frames are touched.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind
from transcript_fix.rule import Rule, either, pattern, phrases, words
from transcript_fix.wordforms import (
    pure_verb,
    verb,
    verb_of_ing,
    verb_of_participle,
    verb_of_past,
    verb_of_third,
)

_MODALS = "can could will would should must cannot can't couldn't won't wouldn't shouldn't mustn't"
_DO = "do does did don't doesn't didn't"
_SUBJECT = r"(?:i|you|we|they|he|she|it|people|which|that|who|users|everyone)"
_ADVERB = r"(?:(?:not|also|only|really|always|never|just|still|easily|quickly|even|then)[ ])"
_WANT = (
    "want wants wanted need needs needed try tries tried able hope hopes hoped plan plans planned "
    "decide decides decided continue continues continued going ability begin began willing "
    "expect expects expected manage managed like order chance opportunity ready aim aims intend"
)
_NO_BASE = words("wound found ground saw lay left felt fell bound lit bit born used")
_IRREGULAR = (
    "became went took gave knew wrote began chose grew broke spoke drove flew forgot got made came "
    "saw said told thought brought bought built kept met found sold sent spent taught understood "
    "did had was were been gone done taken given known written begun chosen grown spoken driven"
)


_PASTS = words(
    "became went took gave knew wrote began chose grew broke spoke drove flew saw fell rose shook "
    "stole threw wore swam sang rang drank ate ran came did withdrew overcame underwent"
)
_HELPING = "can could will would should must"
_TWISTED = "became took gave grew began chose wrote knew drove flew spoke"


def _base(m: re.Match[str]) -> list[str]:
    word = m.group("bad").lower()
    if word in _NO_BASE or verb(word):
        return []
    for lookup in (verb_of_past, verb_of_third):
        if found := lookup(word):
            return [found.base] if found.pure or word in _IRREGULAR.split() else []
    return []


def _base_of_any(m: re.Match[str]) -> list[str]:
    found = _base(m)
    ing = verb_of_ing(m.group("bad").lower())
    return found or ([ing.base] if ing and ing.pure else [])


def _participle(m: re.Match[str]) -> list[str]:
    word = m.group("bad").lower()
    if word in _PASTS:
        found = verb_of_past(word)
    else:
        plain = m.group("has").lower() not in ("have", "had") or m.group("already")
        found = pure_verb(word) if plain and not verb_of_participle(word) else None
    return (
        [found.participle]
        if found and found.participle != word and m.group("bad").islower()
        else []
    )


def _passive(m: re.Match[str]) -> list[str]:
    word = m.group("bad").lower()
    found = None if verb_of_participle(word) else pure_verb(word)
    return [found.participle] if found and m.group("bad").islower() else []


rules = (
    Rule(
        name="modal-with-past",
        kind=Kind.GRAMMAR,
        message="After this verb stands the plain form.",
        find=pattern(
            rf"{_SUBJECT}[ ]{either(_MODALS)}[ ]{_ADVERB}?(?P<bad>[a-z]+)(?![\w'’-])",
            _base_of_any,
            starts="i you we they he she it people which that who users everyone",
        ),
        wrong={
            "I think we can became the first.": "I think we can become the first.",
            "They will providing more.": "They will provide more.",
        },
        right=("We can become the first.", "It will left-align.", "They could put it down."),
        confidence=0.85,
        measured="0.0016 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="did-with-past",
        kind=Kind.GRAMMAR,
        message="After “do” stands the plain form.",
        find=pattern(
            rf"(?:don't|doesn't|didn't|(?:do|does|did)[ ](?:not|{_SUBJECT}))[ ]"
            r"(?P<bad>[a-z]+)(?![\w'’-])",
            _base,
            starts=_DO,
        ),
        wrong={
            "He didn't went there.": "He didn't go there.",
            "Did you knew that?": "Did you know that?",
        },
        right=("He didn't go there.", "What he did made sense.", "He did say that she went."),
        confidence=0.85,
        measured="0.0012 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="to-with-past",
        kind=Kind.GRAMMAR,
        message="After “to” stands the plain form.",
        find=pattern(
            rf"{either(_WANT)}[ ]to[ ](?P<bad>[a-z]+)(?![\w'’-])",
            _base,
            starts=_WANT,
        ),
        wrong={"We hope to became the first.": "We hope to become the first."},
        right=(
            "We hope to become the first.",
            "I like to put it so.",
            "It led to increased costs.",
        ),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="and-with-past",
        kind=Kind.GRAMMAR,
        message="Both verbs follow the same helping verb: this one takes the plain form, too.",
        find=pattern(
            rf"{either(_HELPING)}[ ](?P<first>[a-z]+)[ ](?:[a-z]+[ ]){{0,5}}?"
            rf"and[ ](?P<bad>{either(_TWISTED)})"
            r"(?![\w'’-])",
            lambda m: _base(m) if verb(m.group("first").lower()) else [],
            starts=_HELPING,
        ),
        wrong={
            "They can go to the world and became the first.": (
                "They can go to the world and become the first."
            ),
        },
        right=("They can go to the world and become the first.",),
        confidence=0.75,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="have-with-past",
        kind=Kind.GRAMMAR,
        message="After “have” stands the participle.",
        find=pattern(
            r"(?P<has>have|has|had|i've|we've|you've|they've|haven't|hasn't)[ ]"
            r"(?P<already>(?:also|already|just|never|recently|always|since|ever)[ ])?"
            r"(?P<bad>[a-z]+)(?=[ ]|[.,;:?!)]|$)",
            _participle,
            starts="have has had i've we've you've they've haven't hasn't",
        ),
        wrong={
            "It has became a habit.": "It has become a habit.",
            "We have also develop a phone.": "We have also developed a phone.",
        },
        right=("It has become a habit.", "It has come.", "We have work to do."),
        confidence=0.84,
        measured=(
            "0.0097 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 1 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="be-with-plain-verb",
        kind=Kind.GRAMMAR,
        message="This verb stands without “be”.",
        find=phrases(
            {
                "i am agree": "I agree",
                "i'm agree": "I agree",
                "we are agree": "we agree",
                "we're agree": "we agree",
                "they are agree": "they agree",
                "is depend on": "depends on",
                "is depends on": "depends on",
                "are depend on": "depend on",
                "is belong to": "belongs to",
                "is belongs to": "belongs to",
                "are belong to": "belong to",
                "is consist of": "consists of",
                "is consists of": "consists of",
                "is consisted of": "consists of",
                "are consisted of": "consist of",
                "was consisted of": "consisted of",
                "was happened": "happened",
                "is happened": "happened",
                "were happened": "happened",
                "has been happened": "has happened",
                "was occurred": "occurred",
                "were occurred": "occurred",
                "is existed": "exists",
                "are existed": "exist",
                "was existed": "existed",
                "was appeared": "appeared",
                "were appeared": "appeared",
                "was disappeared": "disappeared",
                "was died": "died",
                "were died": "died",
                "it's means": "it means",
                "it is means": "it means",
                "that's means": "that means",
                "that is means": "that means",
                "this is means": "this means",
                "it's depends": "it depends",
                "it is depends": "it depends",
                "it's depend": "it depends",
                "it's seems": "it seems",
                "it's looks": "it looks",
                "it's happens": "it happens",
                "it worths": "it is worth",
                "i'm think": "I think",
                "i am think": "I think",
                "i'm want": "I want",
                "i am want": "I want",
            }
        ),
        wrong={
            "I am agree with you.": "I agree with you.",
            "It was happened in 2012.": "It happened in 2012.",
        },
        right=("I agree with you.", "It happened in 2012.", "It is dependent on you."),
        confidence=0.91,
        measured=(
            "0.0000 hits per 1,000 words of good speech; "
            "1 in edited texts: 1 as edited, 0 edited otherwise, 0 kept, 0 wrong"
        ),
    ),
    Rule(
        name="passive-with-plain-verb",
        kind=Kind.GRAMMAR,
        message="After “be” stands the participle.",
        find=pattern(
            r"(?:is|are|was|were|been|being|be)[ ](?P<bad>[a-z]+)(?=[ ]by[ ](?!the[ ]way))",
            _passive,
            starts="is are was were been being be",
        ),
        wrong={"It was develop by our team.": "It was developed by our team."},
        right=("It was developed by our team.", "All we do is go by car."),
        confidence=0.85,
        measured="0.0004 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="two-modals",
        kind=Kind.GRAMMAR,
        message="These two do not stand together.",
        find=phrases(
            {
                "can able to": ("can", "is able to"),
                "will can": "will be able to",
                "will able to": "will be able to",
                "will be can": "will be able to",
                "would can": "could",
                "should can": "should be able to",
                "must can": "must be able to",
                "can must": "must",
                "will must": "will have to",
                "must to": "must",
                "should to": "should",
                "had better to": "had better",
                "would rather to": "would rather",
                "is able for": "is able to",
                "didn't can": "couldn't",
                "don't can": "can't",
                "doesn't can": "can't",
                "to can": "to be able to",
                "don't must": "must not",
            }
        ),
        wrong={
            "You must to try it.": "You must try it.",
            "It will can help.": "It will be able to help.",
        },
        right=("You must try it.", "a must-to-have", "That is a must."),
        confidence=0.85,
        measured="0.0008 hits per 1,000 words of good speech; none in edited texts",
    ),
)
