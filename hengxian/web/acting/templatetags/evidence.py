"""`{% load evidence %}`: references to evidence as people know them."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def called(names: Mapping[str, str], reference: str) -> str:
    """The name of a file or row, its reference where none is known."""
    return names.get(reference, reference)
