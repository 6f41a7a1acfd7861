"""What is found, and above all what is not: each check on texts of a sentence or two."""

from __future__ import annotations

import pytest

from tests.bilingual.texts import cues, document, held, term, told
from transcript_fix.bilingual.held import hold
from transcript_fix.bilingual.language import language_of
from transcript_fix.bilingual.marks import marks
from transcript_fix.bilingual.names import names
from transcript_fix.bilingual.numbers import numbers
from transcript_fix.bilingual.parts import paragraphs, sentences
from transcript_fix.bilingual.passages import passages
from transcript_fix.bilingual.related import related
from transcript_fix.model import Applicability

QUALCOMM = term("Qualcomm", "高通", type="company")
SAMSUNG = term("Samsung", "三星", type="company")


def test_noughts_too_many_are_found_and_mended() -> None:
    found = told(numbers, "我们今年卖了120万台手机。", "We sold 12 million phones this year.")
    assert found == [("number", "12 million", ("1.2 million",))]


def test_another_year_month_or_percentage_is_mended() -> None:
    source = "2012年4月，我们的份额是30%。"
    good = "In April 2012 we had a share of 30 percent."
    for right, wrong in (("2012", "2013"), ("April", "May"), ("30", "13")):
        (found,) = told(numbers, source, good.replace(right, wrong))
        assert found == ("number", wrong, (right,))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("我们卖了120万台。", "We sold a million two hundred thousand of them."),
        ("万一失败了怎么办，十分危险。", "What if it fails? It is very dangerous."),
        ("他花了一年半。", "It took him eighteen months."),
        ("有一百个理由。", "There are any number of reasons."),
        ("十几个人，几百万元。", "A dozen or so people and millions of yuan."),
        ("我们有三成用户在80后。", "Thirty percent of our users were born in the 1980s."),
        ("两个月以后，三星来了。", "A couple of months later, Samsung came."),
        ("他说千万不要。", "He said by all means not to."),
        ("晚上8点。", "Eight in the evening."),
    ],
)
def test_a_figure_said_otherwise_is_no_finding(source: str, target: str) -> None:
    assert told(numbers, source, target) == []


def test_a_figure_that_is_left_out_is_only_shown() -> None:
    (found,) = numbers(held("我们有8600个柜子。", "We have a lot of cabinets."))
    assert (found.rule, found.limit) == ("bilingual/number-missing", Applicability.NOTE)
    assert "8600" in found.message
    assert found.source == "我们有8600个柜子。"


def test_an_amount_in_another_currency_is_found() -> None:
    assert told(numbers, "一共1.2亿美元。", "120 million yuan in all.") == [
        ("currency", "120 million", ())
    ]
    assert told(numbers, "一共1.2亿元。", "120 million yuan in all.") == []


def test_another_name_in_its_place_is_found() -> None:
    found = told(names, "我们选了高通的芯片。", "We took Samsung's chips.", QUALCOMM, SAMSUNG)
    assert found == [("name", "Samsung", ("Qualcomm",))]


def test_a_pronoun_may_stand_for_a_name() -> None:
    source = "我们选了高通。高通的芯片很好。"
    assert told(names, source, "We chose Qualcomm. Its chips are good.", QUALCOMM) == []


def test_a_name_that_is_never_said_is_shown() -> None:
    found = told(names, "我们选了高通的芯片。", "We took their chips.", QUALCOMM)
    assert found == [("name-missing", "We", ())]


def test_a_part_of_a_longer_name_is_not_looked_for() -> None:
    tower, iron = term("China Tower", "中国铁塔"), term("Eiffel Tower", "铁塔")
    assert told(names, "中国铁塔来了。", "China Tower came.", tower, iron) == []


LONG = "这是一段很长的话，说的是我们公司最早的时候怎么在车库里做出第一台机器。"
SAID = "This is a long passage about how our company built its first machine in a garage."


def test_a_missing_passage_is_shown_at_the_word_before_it() -> None:
    source = f"你好。\n\n{LONG}\n\n谢谢你，我们下次再聊吧。"
    found = told(passages, source, "Hello.\n\nThank you, and let us talk again next time.")
    assert found == [("missing", "Hello.", ())]


def test_a_passage_joined_to_its_neighbour_is_not_missing() -> None:
    source = cues("我们在车库里开始做", "第一台机器花了两年", "后来就好了")
    target = document(cues("We started in a garage and the first machine took two years.",
                           "", "Later it was fine."), "a.srt")  # fmt: skip
    assert list(passages(hold(document(source, "a.srt"), target))) == []


def test_a_word_of_assent_or_a_sound_may_be_left_out() -> None:
    source = cues("[音乐]", "嗯 对", "我们在车库里做出第一台机器")
    target = cues("", "", "We built the first machine in a garage.")
    assert list(passages(hold(document(source, "a.srt"), document(target, "a.srt")))) == []


def test_what_is_left_in_the_source_letters_is_found() -> None:
    found = told(passages, f"{LONG}", SAID + " 在车库里", QUALCOMM)
    assert found == [("untranslated", "在车库里", ())]
    assert told(passages, "我们选了高通。", "We chose 高通.", QUALCOMM) == [
        ("untranslated", "高通", ("Qualcomm",))
    ]
    assert told(passages, "我们选了高通。", "We chose Qualcomm (高通).", QUALCOMM) == []


def test_a_sentence_left_in_a_latin_language_is_found() -> None:
    source = "Wir haben das Werk gebaut. Das war nicht leicht, und es hat lange gedauert."
    found = told(passages, source, source.replace("Wir haben das Werk gebaut.", "We built it."))
    assert [f[0] for f in found] == ["untranslated"]
    assert told(passages, "Er sagte: The show must go on. Das war es.",
                "He said: The show must go on. That was it.") == []  # fmt: skip


def test_a_question_that_asks_nothing_is_found() -> None:
    assert told(marks, "你为什么要创业？", "That is why you started.") == [
        ("question", "started.", ())
    ]
    assert told(marks, "你为什么要创业？", "Why did you start?") == []


def test_a_tag_is_no_question() -> None:
    assert told(marks, "那时候很难，对吧？", "It was hard then.") == []
    assert told(marks, "Das war schwer, nicht wahr?", "That was hard.") == []


def test_a_quotation_that_never_ends_is_found() -> None:
    source = "他说：“快来。”我们就去了。"
    assert told(marks, source, "He said, “Come, and so we went.") == [("unpaired", "“", ())]
    assert told(marks, source, "He said, “Come,” and so we went.") == []


def test_another_interview_is_not_taken_for_the_source() -> None:
    source = "\n\n".join(f"第{n}句话说到{n * 137}个人和{n * 91}台机器。" for n in range(2, 12))
    other = "\n\n".join(f"Sentence with {n * 55} cats and {n * 71} dogs." for n in range(2, 12))
    assert not related(held(source, other))
    same = "\n\n".join(f"Line {n}: {n * 137} people, {n * 91} machines." for n in range(2, 12))
    assert related(held(source, same))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们今年卖了很多手机。", "zh"),
        ("今年はたくさん売れました。", "ja"), ("올해 많이 팔았습니다.", "ko"),
        ("В этом году мы продали много.", "ru"),
        ("Wir haben das nicht gewusst und es ist gut.", "de"),
        ("Nous avons vendu les deux et c'est pour vous.", "fr"), ("12345", "xx"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_known(text: str, language: str) -> None:
    assert language_of(text) == language


def test_sentences_are_cut_where_they_end() -> None:
    (part,) = paragraphs(document("Mr. Lei paid 3.5 million. It was 2012. Then? Yes."))
    assert [s.text for s in sentences(part)] == [
        "Mr. Lei paid 3.5 million.", "It was 2012.", "Then?", "Yes.",
    ]  # fmt: skip
