"""Words that go with digits in each language: scales, months, currencies, shares.

The one thing to know: billion is 10^9 in English alone. Milliarde, milliard, miliardo, миллиард
and mil millones are 10^9 too; Billion, billion (French) and billón are 10^12.
"""

from __future__ import annotations

_LATIN = {"mille": 1e3, "mil": 1e3}

SCALES: dict[str, dict[str, float]] = {
    "en": {
        "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mio": 1e6,
        "billion": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0,
        "decade": 10.0, "decades": 10.0, "lakh": 1e5, "crore": 1e7,
    },
    "de": {
        "hundert": 1e2, "tausend": 1e3, "tsd": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6,
        "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "billion": 1e12, "billionen": 1e12,
        "dutzend": 12.0,
    },
    "fr": {
        "cent": 1e2, "cents": 1e2, "mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9,
        "milliards": 1e9, "mds": 1e9, "md": 1e9, "billion": 1e12, "billions": 1e12,
    },
    "es": {
        "mil": 1e3, "millón": 1e6, "millones": 1e6, "mil millones": 1e9, "billón": 1e12,
        "billones": 1e12, "cientos": 1e2, "miles": 1e3,
    },
    "pt": {
        "mil": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9,
        "mil milhões": 1e9, "trilhão": 1e12, "trilhões": 1e12,
    },
    "it": {
        "mila": 1e3, "mille": 1e3, "milione": 1e6, "milioni": 1e6, "miliardo": 1e9,
        "miliardi": 1e9, "mld": 1e9, "mln": 1e6,
    },
    "nl": {
        "duizend": 1e3, "miljoen": 1e6, "mln": 1e6, "miljard": 1e9, "mld": 1e9, "biljoen": 1e12,
    },
    "ru": {
        "тыс": 1e3, "тысяча": 1e3, "тысячи": 1e3, "тысяч": 1e3, "тысячу": 1e3, "млн": 1e6,
        "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6, "млрд": 1e9, "миллиард": 1e9,
        "миллиарда": 1e9, "миллиардов": 1e9, "трлн": 1e12, "триллион": 1e12, "триллиона": 1e12,
        "триллионов": 1e12,
    },
}  # fmt: skip

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro "
    "novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
"""In the order of the year."""

PERCENT = {
    "en": r"%|per\s?cent\b|percentage points?\b",
    "de": r"%|prozent\w*",
    "fr": r"%|pour\s?cent\b",
    "es": r"%|por\s?ciento\b",
    "pt": r"%|por\s?cento\b",
    "it": r"%|per\s?cento\b",
    "nl": r"%|procent\b",
    "ru": r"%|процент\w*",
}

HALVES = {
    "en": r"and a half",
    "fr": r"et demie?",
    "es": r"y medi[oa]",
    "pt": r"e mei[oa]",
    "it": r"e mezz[oa]",
}
"""What makes "two million" into two and a half."""

CURRENCIES = (
    ("HKD", r"HK\$|HKD|Hong Kong dollars?"),
    ("USD", r"US\$|\$|USD|(?:US |American )?[dD]ollar(?:s|es|i|en)?\b|dólares?|dollari|доллар\w*"),
    ("EUR", r"€|EUR\b|[eE]uros?\b|евро"),
    ("GBP", r"£|GBP\b|pounds?\b|Pfund\b|livres? sterling|libras?\b"),
    ("JPY", r"JPY\b|[yY]en\b"),
    ("KRW", r"₩|KRW\b|[wW]on\b(?! [a-z])"),
    ("RUB", r"₽|RUB\b|rou?bles?\b|рубл\w*"),
    ("CNY", r"RMB\b|CNY\b|[yY]uan\b|renminbi\b|kuai\b"),
)
"""ISO 4217 codes; ¥ is left out, for it is two of them. The first that fits counts."""
