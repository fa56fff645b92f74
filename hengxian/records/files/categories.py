"""What a kept file is: the categories, and which of them are searched for personal data when they come in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """`is_searched`: taken in only masked or with a transfer record (S-PIPL)."""

    id: str
    label: str
    is_searched: bool = False


CATEGORIES = (
    Category("material", "申请材料"),
    Category("dataset", "绩效数据"),
    Category("evidence", "审核证据", is_searched=True),
    Category("correction", "整改证据", is_searched=True),
    Category("interview", "访谈记录", is_searched=True),
    Category("survey", "调查结果", is_searched=True),
    Category("proof", "签署或送达凭据"),
    Category("document", "发出的文件"),
    Category("declaration", "声明与承诺"),
    Category("result", "测评结果"),
    Category("handling", "办理材料"),
    Category("copy", "遮盖后的副本", is_searched=True),
    Category("other", "其他"),
)
_BY_ID = {category.id: category for category in CATEGORIES}


def category_called(id: str) -> Category:
    """The category with that id. KeyError if there is none."""
    return _BY_ID[id]
