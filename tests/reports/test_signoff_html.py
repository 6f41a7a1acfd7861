"""The change list as a page: told right, escaped, and alive in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from transcript_fix.reports.changes import Change, Part, Sort, Text, Told
from transcript_fix.reports.signoff_html import MARKER, render

CHANGE = Change("Wechat", "WeChat", "the glossary writes WeChat", "Ana", "2026-11-25T10:00:00")
TEXTS = (
    Text(
        "a.txt",
        (
            Told(
                (
                    Part("On "),
                    Part("Wechat", Sort.OLD, 0),
                    Part("WeChat", Sort.NEW, 0),
                    Part(" now."),
                ),
                (CHANGE,),
                "Lei Jun",
                3,
                "00:01:42",
            ),
            Told((Part("Nothing happened here."),)),
        ),
    ),
)


def page(texts: tuple[Text, ...] = TEXTS) -> str:
    return render(texts, "Changes in a.txt", "25 November 2026")


def test_only_passages_with_changes_are_shown() -> None:
    shown = page()
    assert "<p>On <del>Wechat</del><ins>WeChat</ins> now.</p>" in shown
    assert "Nothing happened here" not in shown
    assert "<strong>1 change</strong> in 1 passage" in shown
    assert "the glossary writes WeChat (Ana · 2026-11-25)" in shown


def test_the_page_fetches_nothing_from_elsewhere() -> None:
    shown = page()
    assert shown.startswith(MARKER)
    assert "default-src 'none'" in shown
    assert not re.search(r"(?:src|href)=|https?://|@import|url\(", shown)


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"><img onerror=x>', "{{body}}"])
def test_what_was_said_is_words_and_never_markup(evil: str) -> None:
    told = Told((Part(evil), Part("x", Sort.OLD, 0)), (Change("x", "", evil, evil, evil),), evil)
    shown = page((Text(evil, (told,)),))
    body = shown[shown.index('<div class="top">') : shown.index("<script>\n")]
    assert "<script>alert" not in body
    assert "<img" not in body
    assert shown.count("<section") == 1


def test_control_characters_are_shown_and_not_sent() -> None:
    told = Told((Part("a\x1b[31m\u202eb"), Part("x", Sort.OLD, 0)), (Change("x", ""),))
    shown = page((Text("t", (told,)),))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\x1b[31m\\u202eb" in shown


def test_with_no_change_it_says_so() -> None:
    assert "There is no change to sign off" in page(())


def browser() -> str:
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no headless Chromium here (Debian: apt-get install chromium)")
    return found


def in_browser(tmp_path: Path, *arguments: str, script: str = "") -> str:
    """Open the page in headless Chromium, do something in it, return what it then is."""
    shown = page().replace("show();\n</script>", f"show();\n{script}\n</script>")
    file = tmp_path / "page.html"
    file.write_text(shown, encoding="utf-8")
    done = subprocess.run(
        [browser(), "--headless", "--no-sandbox", "--disable-gpu", *arguments, file.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_search_hides_what_lacks_the_words_in_a_real_browser(tmp_path: Path) -> None:
    shown = in_browser(tmp_path, "--dump-dom", script="find.value = 'kubernetes'; show();")
    assert re.search(r'<article [^>]*hidden=""', shown)
    assert "0 changes shown" in shown
    shown = in_browser(tmp_path, "--dump-dom", script="find.value = 'WECHAT'; show();")
    assert not re.search(r'<article [^>]*hidden=""', shown)
    assert "1 change shown" in shown


def test_a_remark_is_collected_in_a_real_browser(tmp_path: Path) -> None:
    script = (
        "const box = document.querySelector('[data-key]'); box.click();"
        "document.querySelector('[data-note]').value = 'Weixin';"
        "document.getElementById('copy').click();"
        "document.getElementById('empty').textContent = document.getElementById('remarks').value;"
    )
    shown = in_browser(tmp_path, "--dump-dom", script=script)
    assert "line 3 · a.txt: Wechat -&gt; WeChat | it should be: Weixin" in shown


def test_the_page_can_be_looked_at(tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    in_browser(tmp_path, f"--screenshot={picture}", "--window-size=900,700")
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 20_000  # not an empty page
