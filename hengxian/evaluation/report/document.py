"""Puts a report together: every chapter in order, once, for the page and for paper."""

from collections.abc import Sequence
from dataclasses import replace

from hengxian.records.documents.blocks import Notice
from hengxian.scoring.sheets import FilledSheet

from .chapters import Document
from .reads import Pack, Result
from .sections import (
    channels,
    checks,
    connection,
    cover,
    funnels,
    indicators,
    matrix,
    observations,
    provenance,
    quality,
    scores,
    sheets,
    trends,
)
from .wording import SECTION_NUMBERS

STAGE = "自评，非认证"


def compose(
    result: Result,
    pack: Pack,
    filled: Sequence[FilledSheet],
    *,
    stage: str = STAGE,
    notices: tuple[Notice, ...] = (),
) -> Document:
    """The report of one result.json, data quality before any score, definitions and provenance last."""
    chapters = (
        quality.section(result),
        scores.section(result, pack),
        checks.section(result, pack),
        indicators.section(result, pack),
        trends.section(result),
        connection.section(result, pack),
        channels.section(result),
        funnels.section(result),
        observations.section(result),
        matrix.section(result, pack),
        sheets.section(filled),
        provenance.section(result, pack),
    )
    numbered = (replace(one, number=mark) for one, mark in zip(chapters, SECTION_NUMBERS, strict=False))
    return Document(
        title=f"政府热线服务评价报告　{result['dataset']['name']}",
        stage=stage,
        dated_on=str(result["as_of"])[:10],
        cover=cover.cover(result, stage, notices),
        sections=tuple(numbered),
    )
