"""The rules of the bilingual check, in an editor's words: what `explain` prints."""

from __future__ import annotations

RULES = {
    "bilingual/number": "A figure that the source has otherwise (120万 is 1.2 million, not 12). "
    "Asked where the right figure is sure: noughts too many or too few, another percentage, year "
    "or month; else only shown.",
    "bilingual/number-missing": "A figure of the source that the translation lacks; only shown.",
    "bilingual/currency": "An amount that is right in another currency (元 as dollars); shown.",
    "bilingual/name": "A name of the glossary (by its `source` forms) in whose place the "
    "translation has another name, or a form a few letters off. Always asked.",
    "bilingual/name-missing": "A name of the glossary that the source says and the translation "
    "never, or where no pronoun stands for it; only shown.",
    "bilingual/missing": "A passage of the source that nothing in the translation stands for; "
    "only shown, at the word before the gap.",
    "bilingual/short": "A passage much shorter than its source; only shown.",
    "bilingual/untranslated": "Words left in the source's language. Asked where the glossary says "
    "what they are, else only shown.",
    "bilingual/question": "A question of the source that asks nothing in the translation; only "
    "shown. Tags (对吧？, nicht wahr?) are left out.",
    "bilingual/unpaired": "A quotation mark or bracket without its other half, where the source "
    "has both; only shown.",
}
"""Rule names and what they find; measured figures stand in docs/bilingual.md."""
