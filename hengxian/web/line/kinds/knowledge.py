"""Knowledge articles and gaps as lists and records (3.5, 10.2.1.1)."""

from hengxian.hotline.models import Article, KnowledgeGap
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.line.kinds.setting import OF_HOTLINE

IN_HOTLINE = {"hotline": ""}
TYPES = ("法律法规", "政策文件", "部门职责", "办事指南", "事项答复", "其他")
ARTICLE = Kind(
    "article", "知识条目", Article, "number",
    (
        Column("编号", "number"), Column("标题", "title"), Column("类别", "type"), Column("归口单位", "unit.name"),
        Column("失效日期", "current.valid_until"),
    ),
    (
        Column("编号", "number"), Column("标题", "title"), Column("类别", "type"), OF_HOTLINE,
        Column("归口单位", "unit.name"), Column("事项类别", "matter.name"),
    ),
    ("hotline", "unit", "matter", "current"), ("number", "title"),
    frozenset({"revise", "withdraw", "report_error", "rewrite"}),
    (
        Beginning("draft", "hotline", IN_HOTLINE, columns=(
            Ask("title", "标题"),
            Ask("type", "类别", "choice", options=TYPES),
            Ask("unit_id", "归口单位", "choice", required=False, note="提交审核前须填"),
            Ask("matter_id", "事项类别", "choice", required=False),
        )),
    ),
)  # fmt: skip
GAP = Kind(
    "knowledge_gap", "知识缺口", KnowledgeGap, "pk",
    (Column("问题", "question"), Column("归口单位", "unit.name"), Column("提出时间", "raised_at")),
    (
        Column("问题", "question"), OF_HOTLINE, Column("归口单位", "unit.name"), Column("来自工单", "order.number"),
        Column("有差错的条目", "about.title"), Column("补充的条目", "article.title"), Column("提出时间", "raised_at"),
    ),
    ("hotline", "unit", "order", "about", "article"), ("question",),
    frozenset({"decline"}),
    (Beginning("raise", "hotline", IN_HOTLINE, columns=(Ask("question", "问题", "long_text"),)),),
)  # fmt: skip
kinds.register("hotline", ARTICLE, GAP)
