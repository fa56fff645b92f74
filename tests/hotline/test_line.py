"""The invented hotline stands."""

from tests.hotline.line import Line


def test_line_has_its_people(line: Line) -> None:
    duties = line.actor("agent").roles

    assert duties == frozenset({"agent"})
