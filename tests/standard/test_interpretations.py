"""Each trap of the catalogue has a question, our reading and its basis, for the same parts."""

import re
from pathlib import Path

from hengxian.standard.model.pack import Pack


def test_interpretations_are_t1_to_t57(pack: Pack):
    assert pack.interpretations.ids == tuple(f"T{number}" for number in range(1, 58))


def test_interpretations_bind_the_parts_of_the_catalogue(pack: Pack, shared: Path):
    catalogue = (shared / "design" / "requirements.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (T\d+) \| ([A-E]+) \|", catalogue, re.MULTILINE))

    assert len(rows) == 57
    assert {row.id: "".join(row.parts) for row in pack.interpretations} == rows


def test_interpretations_ask_and_answer_in_sentences(pack: Pack):
    assert [row.id for row in pack.interpretations if not row.question.endswith("？")] == []
    assert [row.id for row in pack.interpretations if not row.reading.endswith("。")] == []
