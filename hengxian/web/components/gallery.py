"""The gallery: every part with invented content, to be looked at and tested; served in debug and test only."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import NotAllowed, Stale
from hengxian.web.components.clocks import Clock
from hengxian.web.components.forms import fields, read
from hengxian.web.components.tables import Row, Table

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
MEMBERS = SimpleNamespace(
    id="members", label="审核组成员", type="rows", required=True, options=(), clause="5.3.1",
    columns=(
        Ask("person", "姓名", "person"),
        Ask("duty", "组内职责", "choice", options=("审核组长", "审核员", "技术专家")),
        Ask("days", "审核人日", "number", unit="天", required=False),
    ),
)  # fmt: skip
ASKS = (
    Ask("hotline", "热线名称", clause="附录A"),
    Ask("scope", "申请认证范围", "long_text", note="写明受理渠道与服务事项"),
    Ask("planned_on", "拟实施日期", "date"),
    Ask("opened_at", "首次会议时间", "datetime", required=False),
    Ask("staff", "热线人员", "count", unit="人"),
    Ask("rate", "接通率", "percent", unit="%"),
    Ask("kind", "审核类型", "choice", options=("全面", "重点")),
    Ask("category", "业务类别", "choice", options=("咨询", "求助", "投诉", "举报", "建议", "表扬")),
    Ask("channels", "受理渠道", "choices", options=("电话", "短信", "信箱", "网站")),
    Ask("complete", "材料是否齐全", "yes_no"),
    Ask("phone", "联系电话", "phone"),
    Ask("email", "电子邮箱", "email", required=False),
    Ask("materials", "证明材料", "files", required=False, note="可多选"),
    Ask("true", "本单位声明所填内容真实，并承担相应责任", "declaration"),
    MEMBERS,
)
PERSONS = {
    "person": (("1", "张一"), ("2", "李二"), ("3", "王三"), ("4", "赵四"), ("5", "钱五"), ("6", "孙六"))
}
FACTS = {
    "hotline": "云岭市政务服务便民热线", "scope": "电话与网络渠道的咨询、求助、投诉", "planned_on": date(2026, 4, 1),
    "opened_at": NOW, "staff": 86, "rate": Decimal("96.50"), "kind": "全面", "category": "投诉",
    "channels": ("电话", "网站"), "complete": False, "true": True,
    "members": ({"person": 1, "duty": "审核组长", "days": Decimal(4)},),
}  # fmt: skip
WRONG = "scope=&planned_on=下周&staff=八十&rate=120&kind=抽查&phone=abc&email=x&members-0-person=9"


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """All parts on one page, in the shell of whoever is signed in, or with `?shell=public` in the public one."""
    post = QueryDict(WRONG)
    answers = read(ASKS, post, choices=PERSONS)
    context = {
        "title": "构件陈列",
        "shell": f"components/base{'_public' if request.GET.get('shell') == 'public' else ''}.html",
        "empty_fields": fields(ASKS, choices=PERSONS, prefix="a-"),
        "filled_fields": fields(ASKS, facts=FACTS, choices=PERSONS, prefix="b-"),
        "wrong_fields": fields(ASKS, post=post, errors=answers.errors, choices=PERSONS),
        "errors": answers.errors,
        "standings": ["待受理", "已受理", "有效", "暂停", "撤销", "注销", "审核中"],
        "clocks": [
            _clock(hours, ended) for hours, ended in [(-50, None), (20, None), (200, None), (5, 1), (-30, -5)]
        ],
        "entries": ENTRIES,
        "verbs": VERBS,
        "refused": NotAllowed("张一已于 2026-02-03 10:00 参加本案审核，不能表决", "14.3.2"),
        "stale": Stale(
            "申请已被他人改动，您所见的不是最新内容", ("2026-03-02 09:58 李二：受理（已提交 → 已受理）",)
        ),
        "table": TABLE,
        "no_rows": Table(("案号", "热线"), (), empty="没有待办事项"),
    }
    return render(request, "components/gallery.html", context)


def _clock(hours: int, ended: int | None) -> Clock:
    done = NOW + timedelta(hours=ended) if ended else None
    return Clock("受理决定", NOW + timedelta(hours=hours), NOW, done, clause="6.1.3")


def _entry(label: str, actor: str, change: tuple[str, str], reason: str = "") -> SimpleNamespace:
    return SimpleNamespace(
        label=label, at=NOW.isoformat(), actor=actor, from_state=change[0], to_state=change[1], reason=reason
    )


ENTRIES = [
    _entry("提交申请", "申甲（云岭市热线中心）", ("草稿", "已提交")),
    _entry("一次性补充告知", "丁一", ("已提交", "待补充"), "缺少体系文件目录（6.1.2）"),
    _entry("受理", "丁一", ("已补充", "已受理")),
]
VERBS = [
    SimpleNamespace(label="批准审核计划", url="#", refusal="", kind="规则步骤", is_main=True),
    SimpleNamespace(label="记录沟通", url="#", refusal="", kind="辅助", is_main=False),
    SimpleNamespace(
        label="签发证书", url="", refusal="证书有效期未设定（7.1.6）", kind="规则步骤", is_main=False
    ),
]
TABLE = Table(
    ("案号", "热线", "状态", "期限"),
    tuple(
        Row(
            (
                f"HX-2026-00{n}",
                f"云岭市第{n}热线",
                {"template": "components/standing.html", "status": status, "marker": marker},
                {"template": "components/clock.html", "clock": _clock(40 * n - 60, None)},
            ),
            url="#",
        )
        for n, (status, marker) in enumerate((("已受理", ""), ("审核中", ""), ("有效", "拟暂停")), start=1)
    ),
    caption="案件",
    pager={"first": "?", "next": "?after=x"},
)
