"""`{{ text|explained }}`: the terms of chapter 3 in a text, each with its definition to hover (R3.1-8)."""

import re
from functools import cache

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from hengxian.records.edition import pack

register = template.Library()


@register.filter
def explained(text: str) -> SafeString:
    """The text, escaped, with the first mention of each term marked by its printed definition and clause."""
    said, seen = str(conditional_escape(text or "")), set[str]()

    def mark(match: re.Match[str]) -> str:
        word = match[0]
        if word in seen:
            return word
        seen.add(word)
        clause, definition = _definitions()[word]
        return format_html('<abbr title="{}（{}）">{}</abbr>', definition, clause, word)

    return mark_safe(_terms().sub(mark, said))


@cache
def _definitions() -> dict[str, tuple[str, str]]:
    return {term.name: (term.id, term.text) for term in pack().rule.terms}


@cache
def _terms() -> re.Pattern[str]:
    # The longest first: 政府热线服务 is one term, not 政府热线 and a word.
    return re.compile("|".join(re.escape(name) for name in sorted(_definitions(), key=len, reverse=True)))
