"""What the invented hotline knows: articles written by one editor and published by the other."""

from datetime import date, datetime, timedelta

from hengxian.cli.showcase.people import actor
from hengxian.hotline.models import Article, Hotline, Matter, Unit
from hengxian.journal.acting import perform

# title: (category, unit, matter, how people ask, text)
ARTICLES = {
    "路面破损如何反映": (
        "办事指南", "城市管理局", "路面破损", "路坏了找谁\n路面有坑",
        "请说明道路名称、最近的路口或门牌、破损的大小。市政道路由城市管理局维修，小区内部道路由物业负责。",
    ),
    "占道经营的处理时限": (
        "政策文件", "城市管理局", "占道经营", "有人占道摆摊", "接到反映后三个工作日内到现场处理，并答复反映人。",
    ),
    "计划停水到哪里查": (
        "办事指南", "供水公司", "停水", "今天停水吗\n什么时候来水",
        "计划停水提前一天公布；临时抢修停水由供水公司调度台告知预计恢复时间。",
    ),
    "水费账单有疑问怎么办": (
        "事项答复", "供水公司", "停水", "水费怎么这么多", "凭户号可查近十二个月用水量；对水表有疑问可申请校验。",
    ),
    "物业服务费的公示要求": (
        "法律法规", "住房和城乡建设局", "物业服务", "物业费涨了",
        "物业服务人应在小区显著位置公示服务事项、标准、收费项目和标准。",
    ),
    "电梯停运谁来管": (
        "部门职责", "住房和城乡建设局", "物业服务", "电梯坏了没人修",
        "先由物业服务人报修；长时间不修的，转住房和城乡建设局督促。",
    ),
}  # fmt: skip
EXPIRED = "路灯夏季开关时间"


def write(hotline: Hotline, began: datetime) -> list[Article]:
    """Everything published; one article has run out, one waits for its review."""
    found = [
        _published(hotline, title, said, began + timedelta(hours=n))
        for n, (title, said) in enumerate(ARTICLES.items(), 1)
    ]
    _published(
        hotline, EXPIRED, ("办事指南", "城市管理局", "路面破损", "路灯几点亮", "夏季十九时三十分开灯。"), began,
        until=(began + timedelta(days=20)).date(),
    )  # fmt: skip
    draft = _drafted(
        hotline,
        "冬季供热投诉怎么登记",
        ("办事指南", "住房和城乡建设局", "物业服务", "家里不热", "登记小区、楼栋与室温。"),
        began,
    )
    perform(draft, "submit", by=actor("editor"), at=began + timedelta(days=1))
    return found


def _published(
    hotline: Hotline, title: str, said: tuple[str, ...], at: datetime, until: date | None = None
) -> Article:
    article = _drafted(hotline, title, said, at, until)
    perform(article, "submit", by=actor("editor"), at=at + timedelta(minutes=20))
    perform(article, "publish", by=actor("editor2"), at=at + timedelta(minutes=50))
    return article


def _drafted(
    hotline: Hotline, title: str, said: tuple[str, ...], at: datetime, until: date | None = None
) -> Article:
    type_, unit, matter, question, text = said
    article = Article(
        hotline=hotline, title=title, type=type_, unit=Unit.objects.get(hotline=hotline, name=unit),
        matter=Matter.objects.get(hotline=hotline, name=matter),
    )  # fmt: skip
    perform(
        article, "draft", by=actor("editor"), at=at, question=question, text=text, source="演示文件（虚构）",
        source_number="演示〔2025〕8号", valid_from=at.date(), valid_until=until, is_lasting=until is None,
    )  # fmt: skip
    return article
