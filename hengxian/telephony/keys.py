"""What an agent keys during a call: *3 extension # adds a phone, *1# holds the caller or takes him back, *0# drops."""

import re

HOLD, DROP, ADD = "hold", "drop", "add"
LONGEST = 20
_WISH = re.compile(r"\*(?:(?P<hold>1)|(?P<drop>0)|3(?P<add>\d+))#$")


def wish(keyed: str) -> tuple[str, str] | None:
    """The wish that the keys end in, with the extension where one was named; None while there is none."""
    found = _WISH.search(keyed)
    return (str(found.lastgroup), found[str(found.lastgroup)]) if found else None
