"""The annex of a certificate: results, mapping, sites, the body's own choices, how to check and how to use it."""

from collections.abc import Iterable

from hengxian.records.documents.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Items,
    Notice,
    Row,
    Table,
    row,
)
from hengxian.records.documents.imprint import OWN_CHOICE
from hengxian.records.documents.wording import chinese_day

from .facts import Certificate
from .results import ResultLine

RANGE = "区间：部分指标尚无得分，下限按零分计、上限按满分计"
UNCHECKED = "GB/T 33357 未核对"
NOT_A_GROUND = "评价结果不作为认证决定的依据，认证决定依据不符合项作出（6.3.2）。"
USE = (
    "在有效期内使用，完整展示，不得涂改、伪造，并与认证范围一致（7.3.1）。",
    "不得超出认证范围使用，不得添加未经认证机构批准的内容，不得转让、租借、抵押给其他组织（7.3.2）。",
    "用于宣传时注明认证机构名称和认证标准，内容真实、准确，并包含证书的完整信息（7.3.3）。",
    "认证对象是政府热线服务能力；不得使人误认为其他事项也获得了认证（4.3）。",
)


def annex_blocks(certificate: Certificate) -> tuple[Block, ...]:
    """The annex in order, its parts numbered; a part without content is left out."""
    parts: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("评价信息（7.2.2）", (_results(certificate.results), _scoring(certificate))),
        ("评价结果与规则第13章指标对照", (_mapping(certificate.results),)),
        ("覆盖的政府热线与场所", (_sites(certificate),)),
        (f"{OWN_CHOICE}的事项", _settings(certificate)),
        ("认证依据与核验", (Facts(_checking(certificate)),)),
        ("证书使用须知（7.3）", (Items(USE),)),
    )
    filled = [(title, blocks) for title, blocks in parts if blocks]
    numbered = (
        (Heading(f"{mark}、{title}", f"part-{mark}"), *blocks)
        for mark, (title, blocks) in zip("一二三四五六", filled, strict=False)
    )
    return tuple(block for part in numbered for block in part)


def _scoring(certificate: Certificate) -> Notice:
    return Notice(f"{NOT_A_GROUND}{UNCHECKED}。评分方案：{certificate.profile}，{OWN_CHOICE}。")


def _results(lines: Iterable[ResultLine]) -> Table:
    columns = (Column("评价结果", 3), Column("得分（百分制）", 3, is_figure=True), Column("说明", 6))
    rows: list[Row] = []
    heading = ""
    for line in lines:
        if line.heading != heading:
            rows.append(row(line.heading, "", "", level=1))
            heading = line.heading
        rows.append(row(line.name, Cell(line.result, "open" if line.printed else ""), _remark(line)))
    return Table("", columns, tuple(rows))


def _remark(line: ResultLine) -> str:
    if line.printed:
        return "第13章没有对应的合成办法，对应情况见第二部分"
    near = "" if line.relation == "对应" else f"按第13章相近指标“{line.sources[0][0]}”"
    return "；".join(part for part in (near, RANGE if line.is_open else "") if part)


def _mapping(lines: Iterable[ResultLine]) -> Table:
    columns = (
        Column("7.2.2 评价结果", 3),
        Column("关系", 2),
        Column("第13章指标", 7),
        Column("得分", 2, is_figure=True),
    )
    rows = [
        row(line.name if first else "", line.relation if first else "", name, points)
        for line in lines
        for first, (name, points) in zip(
            (True, *(False for _ in line.sources[1:])), line.sources, strict=True
        )
    ]
    return Table("", columns, tuple(rows), note="“无”指规则未给出计算，所列指标只供参照，不合成该项结果。")


def _sites(certificate: Certificate) -> Table:
    columns = (Column("政府热线或场所", 4), Column("地址", 6), Column("活动", 5))
    rows = (row(site.name, site.address, site.activities) for site in certificate.sites)
    return Table(f"政府热线：{certificate.hotline}", columns, tuple(rows))


def _settings(certificate: Certificate) -> tuple[Block, ...]:
    if not certificate.settings:
        return ()
    columns = (Column("事项", 4), Column("条款", 2), Column("取值", 4), Column("设定", 5))
    rows = (
        row(
            one.label, one.clause, one.value, f"{one.set_by}　{chinese_day(one.set_on)}" if one.set_by else ""
        )
        for one in certificate.settings
    )
    return (Table("", columns, tuple(rows)),)


def _checking(certificate: Certificate) -> tuple[tuple[str, Cell], ...]:
    lines = (
        ("主要认证依据", certificate.rule_edition),
        ("辅助认证依据", "；".join(certificate.auxiliary_bases)),
        ("登记查询", f"{certificate.register_url}　校验码 {certificate.check_code}"),
        ("离线验证", "正页第二个二维码载有经签名的证书要项，不联网即可验证；现行状态以登记为准。"),
        ("所替代的版本", certificate.replaces),
    )
    return tuple((term, Cell(value)) for term, value in lines if value)
