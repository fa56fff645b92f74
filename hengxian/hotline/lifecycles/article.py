"""Knowledge articles: written by one, published by another, versioned, citable only while valid (3.5)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")

# What an edition says; the title, unit and matter are the article's own.
TEXT = (
    Ask("question", "常见问法", "long_text", required=False, note="一行一种问法，服务对象怎么说就怎么写"),
    Ask("text", "正文", "long_text"),
    Ask("source", "来源", required=False, note="文件名称、发布机关或承办单位答复"),
    Ask("source_number", "文号", required=False),
    Ask("valid_from", "生效日期", "date", required=False),
    Ask("valid_until", "失效日期", "date", required=False),
    Ask("is_lasting", "长期有效（来源未定失效日期）", "yes_no", required=False),
)

ARTICLE = Lifecycle(
    "article",
    "知识条目",
    (
        move("draft", "起草条目", "— → 草稿", by="line_editor", asks=TEXT, clause="3.5"),
        move("rewrite", "修改正文", "草稿 已退回 → =", by="line_editor", asks=TEXT, clause="3.5", kind="辅助"),
        move("submit", "提交审核", "草稿 已退回 → 待审", by="line_editor", needs="edition_complete", clause="3.5"),
        move(
            "publish", "发布", "待审 → 已发布", by="line_editor unit_approver", apart="author", clause="3.5",
        ),
        move("return", "退回修改", "待审 → 已退回", by="line_editor unit_approver", asks=(REASON,), apart="author",
             clause="3.5"),
        move(
            "revise", "修订", "已发布 → 草稿", by="line_editor", asks=(Ask("reason", "修订原因", "long_text"),),
            clause="3.5",
        ),
        move("withdraw", "下架", "已发布 → 已下架", by="line_editor line_manager", asks=(REASON,), clause="3.5"),
        move(
            "report_error", "报告差错", "已发布 → =", by="line_agent line_editor line_inspector unit_handler public",
            asks=(Ask("text", "差错内容", "long_text"),), kind="辅助",
        ),
    ),
    editable=("草稿", "已退回"),
)  # fmt: skip

GAP = Lifecycle(
    "knowledge_gap",
    "知识缺口",
    (
        move("raise", "提出缺口", "— → 待补充", by="line_agent line_editor unit_handler line_inspector public",
             clause="10.2.1.1"),
        move("fill", "已补充", "待补充 → 已补充", by="line_editor", asks=(Ask("article", "补充的条目", "choice"),),
             clause="10.2.1.1"),
        move("decline", "不补充", "待补充 → 不补充", by="line_editor", asks=(REASON,), kind="辅助"),
    ),
)  # fmt: skip
