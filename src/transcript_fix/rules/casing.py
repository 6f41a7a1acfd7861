"""Small letters where English wants capitals: i, monday, chinese, github; and sentence starts.

The one thing to know: "march", "may", "august", "polish" and "turkey" are words as well, and a
command or an address ("pip install numpy", "github.com") keeps its small letters.
"""

from __future__ import annotations

import re

from transcript_fix.model import Kind, Role
from transcript_fix.rule import Rule, either, pattern, words

_NATIONS = (
    "chinese english american russian japanese korean german french spanish italian british "
    "european african indian canadian australian ukrainian brazilian mexican vietnamese asian "
    "taiwanese portuguese dutch swedish norwegian danish arabic hebrew christian muslim buddhist"
)
_PLACES = (
    "china russia japan korea germany france italy spain america europe africa india canada "
    "australia ukraine brazil mexico vietnam beijing shanghai shenzhen hangzhou guangzhou taiwan "
    "moscow london paris tokyo singapore asia"
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday january february april june july "
    "september october november december christmas"
)
_BRANDS = {
    "github": "GitHub",
    "gitlab": "GitLab",
    "javascript": "JavaScript",
    "typescript": "TypeScript",
    "postgresql": "PostgreSQL",
    "mysql": "MySQL",
    "mongodb": "MongoDB",
    "youtube": "YouTube",
    "facebook": "Facebook",
    "linkedin": "LinkedIn",
    "whatsapp": "WhatsApp",
    "wechat": "WeChat",
    "weibo": "Weibo",
    "alibaba": "Alibaba",
    "tencent": "Tencent",
    "xiaomi": "Xiaomi",
    "huawei": "Huawei",
    "samsung": "Samsung",
    "nokia": "Nokia",
    "motorola": "Motorola",
    "lenovo": "Lenovo",
    "microsoft": "Microsoft",
    "iphone": "iPhone",
    "ipad": "iPad",
    "macos": "macOS",
    "ios": "iOS",
    "wifi": "Wi-Fi",
    "linux": "Linux",
    "kubernetes": "Kubernetes",
    "docker": "Docker",
    "openai": "OpenAI",
    "chatgpt": "ChatGPT",
    "tiktok": "TikTok",
    "bytedance": "ByteDance",
    "paypal": "PayPal",
    "stackoverflow": "Stack Overflow",
    "wordpress": "WordPress",
    "elasticsearch": "Elasticsearch",
    "graphql": "GraphQL",
    "grafana": "Grafana",
    "redis": "Redis",
    "jupyter": "Jupyter",
    "webassembly": "WebAssembly",
    "bigquery": "BigQuery",
}
_LETTERS = {w: w.upper() for w in words("yaml json html css sql xml api sdk url")} | {
    "apis": "APIs",
    "urls": "URLs",
    "sdks": "SDKs",
}
_CODE = r"(?<![\w/.@#_$=<>`'’-])"
_CODE_AFTER = r"(?![\w/@_=<>`-]|[.:][\w/]|['’]\w{2,}|\(|\s*[({]\s*\))"


def _brand(m: re.Match[str]) -> list[str]:
    word = m.group()
    right = _BRANDS.get(word.lower())
    if not right or word == right or word.isupper():
        return []
    if _command(m):
        return []
    return [right]


def _letters(m: re.Match[str]) -> list[str]:
    return [] if _command(m) else [_LETTERS[m.group()]]


def _command(m: re.Match[str]) -> bool:
    """Return whether a command stands before: "pip install numpy", "npm i graphql"."""
    before = m.string[max(0, m.start() - 25) : m.start()]
    return (
        re.search(r"(?:install|import|npm|pip|brew|cargo|go get|apt|sudo|run|\$)\s+$", before)
        is not None
    )


def _capital(m: re.Match[str]) -> list[str]:
    word = m.group("bad")
    if word in ("i", "iphone", "ipad", "ios", "macos") or len(word) < 2:
        return []
    return [word[0].upper() + word[1:]]


rules = (
    Rule(
        name="small-i",
        kind=Kind.CASING,
        message="“I” is written with a capital.",
        find=pattern(
            r"(?<![\w'’./&-])(?P<bad>i)(?=['’](?:m|ve|ll|d)\b|[ ](?:am|was|have|had|will|would"
            r"|think|don['’]t|do"
            r"|did|can|could|know|want|hope|mean|feel|say|said|like|need|believe|guess|love"
            r"|also|just|really)\b)",
            "I",
            flags=0,
        ),
        wrong={"Then i think so, and i'm sure.": "Then I think so, and I'm sure."},
        right=("Then I think so.", "for (i = 0; i < n)", "the letter i"),
        confidence=0.97,
        measured=(
            "0.0019 hits per 1,000 words of good speech; "
            "4 in edited texts: 3 as edited, 0 edited otherwise, 1 kept, 0 wrong"
        ),
    ),
    Rule(
        name="small-proper-word",
        kind=Kind.CASING,
        message="English writes this with a capital.",
        find=pattern(
            rf"{_CODE}{either(f'{_NATIONS} {_PLACES} {_DAYS}')}{_CODE_AFTER}",
            lambda m: [m.group().capitalize()],
            starts=f"{_NATIONS} {_PLACES} {_DAYS}",
            flags=0,
        ),
        wrong={"On monday the chinese users came.": "On Monday the Chinese users came."},
        right=(
            "On Monday the Chinese users came.",
            "www.china.com",
            "It may march in august style.",
        ),
        confidence=0.89,
        measured=(
            "0.0031 hits per 1,000 words of good speech; "
            "13 in edited texts: 2 as edited, 8 edited otherwise, 3 kept, 0 wrong"
        ),
    ),
    Rule(
        name="brand-casing",
        kind=Kind.CASING,
        message="This name is written otherwise by its owner.",
        find=pattern(
            rf"{_CODE}{either(' '.join(_BRANDS))}{_CODE_AFTER}",
            _brand,
            starts=" ".join([*_BRANDS, *(f"{brand}'s" for brand in _BRANDS)]),
            as_is=True,
        ),
        wrong={
            "I saw it on github and Youtube.": "I saw it on GitHub and YouTube.",
            "Iphone users know Github's site.": "iPhone users know GitHub's site.",
        },
        right=("I saw it on GitHub.", "an iPhone", "see github.com/x", "npm install graphql"),
        confidence=0.96,
        measured=(
            "0.0397 hits per 1,000 words of good speech; "
            "21 in edited texts: 17 as edited, 0 edited otherwise, 4 kept, 0 wrong"
        ),
    ),
    Rule(
        name="small-abbreviation",
        kind=Kind.CASING,
        message="This abbreviation is written in capitals.",
        find=pattern(
            rf"{_CODE}{either(' '.join(_LETTERS))}{_CODE_AFTER}",
            _letters,
            starts=" ".join(_LETTERS),
            flags=0,
        ),
        wrong={"We wrote it in yaml for the api.": "We wrote it in YAML for the API."},
        right=("We wrote it in YAML.", "config.yaml", "json.dumps(x)"),
        confidence=0.75,
        measured="0.0031 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="small-sentence-start",
        kind=Kind.CASING,
        message="A sentence begins with a capital.",
        find=pattern(
            r"(?<=[a-z]{3}[.!?][ ])(?<!etc\.[ ])(?<!vs\.[ ]"
            r")(?P<bad>[a-z]{2,})(?=[ ,.])(?<![.][.][.][ ]\w)",
            _capital,
            flags=0,
        ),
        wrong={"We grew a lot. details are here.": "We grew a lot. Details are here."},
        right=("We grew... and more.", "We grew a lot. Details are here.", "tea, coffee, etc. are"),
        confidence=0.83,
        measured=(
            "0.0316 hits per 1,000 words of good speech; "
            "6 in edited texts: 3 as edited, 1 edited otherwise, 2 kept, 1 wrong"
        ),
        roles=frozenset({Role.SPEECH}),
    ),
    Rule(
        name="can-not",
        kind=Kind.SPELLING,
        message="“Cannot” is one word.",
        find=pattern(
            r"(?P<bad>can[ ]not)(?![ ](?:only|just|simply|merely)\b)(?![\w'’-])",
            "cannot",
            starts="can",
        ),
        wrong={"We can not do this.": "We cannot do this."},
        right=("We cannot do this.", "We can not only do this but more."),
        confidence=0.82,
        measured=(
            "0.0016 hits per 1,000 words of good speech; "
            "1 in edited texts: 0 as edited, 0 edited otherwise, 1 kept, 0 wrong"
        ),
    ),
    Rule(
        name="may-be-for-maybe",
        kind=Kind.SPELLING,
        message="“Maybe” is one word here.",
        find=pattern(
            r"(?P<bad>may[ ]be)[ ](?=(?:i|we|it|they|he|she|you|the|this|that|there)\b)"
            r"(?<![\w][ ]may be )",
            "maybe",
            starts="may",
        ),
        wrong={"May be it is good.": "Maybe it is good."},
        right=("Maybe it is good.", "It may be the best."),
        confidence=0.85,
        measured="0.0000 hits per 1,000 words of good speech; none in edited texts",
    ),
    Rule(
        name="everyday-for-every-day",
        kind=Kind.SPELLING,
        message="“Everyday” means ordinary; here it is two words.",
        find=pattern(r"(?P<bad>everyday)(?=\s*(?:[.!?;]|$))(?!-)", "every day", starts="everyday"),
        wrong={"We use it everyday.": "We use it every day."},
        right=("We use it every day.", "our everyday life"),
        confidence=0.85,
        measured="0.0012 hits per 1,000 words of good speech; none in edited texts",
    ),
)
