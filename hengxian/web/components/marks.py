"""What every page of a room carries under its head, the common pages too, such as 自评，非认证."""

from django.http import HttpRequest

_marks: dict[str, str] = {}


def put(room: str, words: str) -> None:
    """A room (the namespace of its addresses) and its words."""
    _marks[room] = words


def of(request: HttpRequest) -> str:
    """The words for the page asked for; empty in most rooms."""
    found = request.resolver_match
    return _marks.get(found.namespace, "") if found else ""
