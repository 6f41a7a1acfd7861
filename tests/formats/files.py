"""Made-up files of each text format, for hypothesis: real shapes, random words."""

from __future__ import annotations

import json

from hypothesis import strategies as st

WORDS = (
    "we they the Xiaomi phone price market don't café naïve 小米 😀 really alof of a I Mr. U.S. "
    "https://mi.com/a?b=1 lei@mi.com @leijun #5G `code` 12:30 [inaudible] 3.5 2013 *not* _that_ "
    "(so) “well” it’s AT&T a&amp;b < > \\* x_y"
)
_WORDS = st.sampled_from(WORDS.split(" "))
_SENTENCE = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(_WORDS, min_size=1, max_size=12),
    st.sampled_from([".", "?", "!", "", ",", "...", " .", " "]),
)
_SPEAKERS = st.sampled_from(
    ["Lei Jun", "LEI JUN", "Q", "A", "Speaker 1", "Interviewer", "雷军", "Note"]
)
_LABEL = st.builds(
    lambda name, shape: shape.format(name),
    _SPEAKERS,
    st.sampled_from(
        [
            "{}: ",
            "{} : ",
            "{}：",
            "[00:12:31] {}: ",
            "{} (00:12:31): ",
            ">> {}: ",
            "- {}: ",
            "**{}:** ",
        ]
    ),
)
_LINE = st.builds(
    lambda a, b, c: a + b + c,
    st.sampled_from(["", "", "", "  ", "\t", "- ", "> ", "# ", "1. ", "| a | ", "\u3000"]),
    st.one_of(st.just(""), st.just(""), _LABEL),
    st.one_of(_SENTENCE, _SENTENCE.map(str.strip), st.just("")),
)
_MARKS = """---;```;    code;[a](http://b.c);![a](b);[^1]: note;<div>;{{< x >}};**bold** and *it*;
a\\*b;| a | b |\n|---|---|\n| c d | e |;$x$;***;line  """
_MARKDOWN = st.sampled_from(_MARKS.split(";"))
_END = st.sampled_from(["\n", "\r\n"])


def _clock(seconds: int, dot: str) -> str:
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours:02}:{minutes:02}:{seconds % 60:02}{dot}{seconds * 7 % 1000:03}"


_INLINE = st.sampled_from(
    ["<i>{}</i>", "{{\\an8}}{}", "<b>{}", "{}", "{}", "{}", "- {}", "<c.x>{}</c>"]
)
_CUE_LINE = st.builds(
    lambda mark, a, b: mark.format(a) + b, _INLINE, _SENTENCE, _LINE.map(str.strip)
)
_CUES = st.lists(st.lists(_CUE_LINE, min_size=0, max_size=3), max_size=8)


@st.composite
def plain(draw: st.DrawFn) -> str:
    """A plain text."""
    end = draw(_END)
    return end.join(draw(st.lists(_LINE, max_size=25))) + draw(st.sampled_from(["", end]))


@st.composite
def markdown(draw: st.DrawFn) -> str:
    """A Markdown text, with front matter at times."""
    end = draw(_END)
    front = draw(st.sampled_from(["", "---\ntitle: A phone\n---\n", "+++\na = 1\n+++\n\n"]))
    lines = draw(st.lists(st.one_of(_LINE, _LINE, _MARKDOWN, st.just("")), max_size=25))
    return (front + "\n".join(lines)).replace("\n", end)


@st.composite
def subrip(draw: st.DrawFn) -> str:
    """SubRip cues, a number missing at times."""
    end, text, at = draw(_END), "", 0
    for number, lines in enumerate(draw(_CUES), 1):
        at += draw(st.integers(0, 9))
        head = draw(st.sampled_from([f"{number}\n", f"{number}\n", ""]))
        text += f"{head}{_clock(at, ',')} --> {_clock(at + 2, ',')}\n" + "\n".join([*lines, "", ""])
    return (text or "1\n00:00:00,000 --> 00:00:01,000\nso\n").replace("\n", end)


@st.composite
def webvtt(draw: st.DrawFn) -> str:
    """WebVTT with voices, notes and lines that roll up."""
    end, at, text = (
        draw(_END),
        0,
        "WEBVTT\n\nNOTE a note\nfor us\n\nSTYLE\n::cue { color: red }\n\n",
    )
    rolls, last = draw(st.booleans()), ""
    for lines in draw(_CUES):
        at += draw(st.integers(0, 9))
        voice = draw(st.sampled_from(["", "", "<v Lei Jun>", "<v.loud Q>"]))
        body = [voice + line if not n else line for n, line in enumerate(lines)]
        shown = [last, *body] if rolls and last else body
        text += f"{_clock(at, '.')} --> {_clock(at + 2, '.')} align:start\n" + "\n".join(
            [*shown, "", ""]
        )
        last = body[-1] if body else ""
    return text.replace("\n", end)


@st.composite
def sbv(draw: st.DrawFn) -> str:
    """SBV cues."""
    end, at, text = draw(_END), 0, ""
    for lines in draw(_CUES):
        at += draw(st.integers(0, 9))
        text += f"{_clock(at, '.')},{_clock(at + 2, '.')}\n" + "[br]".join(lines) + "\n\n"
    return (text or "0:00:00.000,0:00:01.000\nso\n").replace("\n", end)


@st.composite
def ass(draw: st.DrawFn) -> str:
    """SubStation events."""
    end = draw(_END)
    text = "[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, "
    text += "MarginR, MarginV, Effect, Text\nComment: 0,0:00:00.00,0:00:01.00,D,,0,0,0,,no\n"
    for at, lines in enumerate(draw(_CUES)):
        name = draw(st.sampled_from(["", "", "Lei Jun", "Q"]))
        said = r"\N".join(lines)
        text += f"Dialogue: 0,{_clock(at, '.')},{_clock(at + 1, '.')},D,{name},0,0,0,,{said}\n"
    return text.replace("\n", end)


@st.composite
def transcript_json(draw: st.DrawFn) -> str:
    """JSON in the shapes of Whisper, AssemblyAI, Deepgram and YouTube."""
    said = draw(st.lists(_SENTENCE.map(str.strip), min_size=1, max_size=6))
    shape = draw(st.sampled_from([_whisper, _assembly, _deepgram, _youtube]))
    dumps = {"ensure_ascii": draw(st.booleans()), "indent": draw(st.sampled_from([None, 1]))}
    return json.dumps(shape(said), **dumps)  # type: ignore[arg-type]


def _whisper(said: list[str]) -> object:
    segments = [
        {
            "id": n,
            "start": n * 1.5,
            "text": f" {s}",
            "words": [{"word": f" {w}"} for w in s.split()],
        }
        for n, s in enumerate(said)
    ]
    return {"text": "".join(f" {s}" for s in said), "segments": segments, "language": "en"}


def _assembly(said: list[str]) -> object:
    parts = [{"text": s, "words": [{"text": w, "start": 1} for w in s.split()]} for s in said]
    words = [{"text": w, "confidence": 0.9} for s in said for w in s.split()]
    return {"id": "x", "text": " ".join(said), "words": words, "utterances": parts}


def _deepgram(said: list[str]) -> object:
    words = [
        {"word": w.lower().strip(".,?!"), "punctuated_word": w} for s in said for w in s.split()
    ]
    first = {"transcript": " ".join(said), "confidence": 0.9, "words": words}
    first["paragraphs"] = {"paragraphs": [{"sentences": [{"text": s} for s in said]}]}
    other = {"transcript": "another guess", "words": [{"word": "another"}]}
    return {"results": {"channels": [{"alternatives": [first, other]}]}}


def _youtube(said: list[str]) -> object:
    events: list[object] = []
    for s in said:
        segs = [{"utf8": (" " if n else "") + w, "tOffsetMs": n} for n, w in enumerate(s.split())]
        events += [{"tStartMs": 1, "segs": segs}, {"aAppend": 1, "segs": [{"utf8": "\n"}]}]
    return {"events": events}


FILES = {
    "plain": plain(),
    "markdown": markdown(),
    "subrip": subrip(),
    "webvtt": webvtt(),
    "sbv": sbv(),
    "ass": ass(),
    "transcript_json": transcript_json(),
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")
