"""Certificate numbers as people type them."""

import re

from hengxian.kernel.words import RUN, plain


def number_key(number: str) -> str:
    """A number without punctuation and case: how people type it."""
    return "".join(RUN.findall(plain(number)))


def is_like_a_number(text: str) -> bool:
    """Whether the text could be part of a certificate number: letters, digits and marks only, with a digit."""
    shape = plain(text)
    return bool(re.fullmatch(r"[0-9a-z\W_]*[0-9][0-9a-z\W_]*", shape)) and not re.search(
        r"[^\W0-9a-z_]", shape
    )
