"""The invented client: an organisation with one hotline, its application filled in, handed in, accepted and agreed."""

import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from hengxian.certification.actions import applying, clients, contracting
from hengxian.certification.applying import appendix
from hengxian.certification.applying.materials import named_conditions, named_materials
from hengxian.certification.models import Application, Hotline
from hengxian.cli.showcase.body import note
from hengxian.cli.showcase.people import actor
from hengxian.journal.acting import perform
from hengxian.records.documents.blocks import Prose
from hengxian.records.documents.imprint import Body
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.pdf import to_pdf
from hengxian.records.edition import edition_name, pack

ORGANISATION = {
    "name": "云泽市政务服务中心（虚构）", "type": "热线服务中心", "code_kind": "统一社会信用代码",
    "registered_address": "云泽市中心路1号", "office_address": "云泽市望江路8号", "phone": "12345",
}  # fmt: skip
HOTLINE = {
    "name": "云泽市12345热线", "type": "综合性热线", "founded_on": date(2015, 5, 1), "place": "云泽市",
    "within_territory": True,
}  # fmt: skip
SITES = [{"name": "话务中心", "address": "云泽市望江路8号"}]
SAID: dict[str, Any] = {
    "legal_representative": "任某某", "contact_person": "江某某", "contact_phone": "12345",
    "contact_email": "office@hotline.example", "staff_size": "52",
    "staff_posts": "接线40，班长4，质检3，知识库2，管理3",
    "channels": ["电话", "短信", "信箱", "网站"], "service_hours": "每周7天每天24小时", "yearly_volume": "400000",
    "volume_year": "2025年", "volume_counted": "来电通数", "public_satisfaction": "93.1",
    "satisfaction_source": "本中心回访", "satisfaction_method": "满意件数除以回访成功件数",
    "main_services": ["咨询事项", "诉求事项", "意见建议", "信息查询"],
    "services_described": "市民诉求的受理、转交、督办与回访",
    "figures_source": "热线系统统计，算法见体系文件", "signature": "任某某", "seal": "云泽市政务服务中心",
    "seal_method": "纸质扫描", "signature_method": "纸质扫描",
}  # fmt: skip
FIGURES = {
    "call_connection": ("95", "96.4"), "timely_response": ("95", "91.0"), "resolution": ("85", "82.3"),
    "public_satisfaction": ("92", "93.1"), "on_time_closure": ("95", "90.2"), "one_time_closure": ("90", "88.0"),
    "followup_timeliness": ("95", "93.5"), "information_accuracy": ("98", "97.2"),
    "system_availability": ("99.9", "99.5"), "response_time": ("2", "1.6"), "data_safety": ("1", "1"),
}  # fmt: skip
MATERIALS = {
    "6.1.2.2": "统一社会信用代码证复印件", "6.1.2.3": "管理体系文件汇编", "6.1.2.4": "近三个月绩效数据说明",
    "6.1.2.5": "组织架构图和人员配置", "6.1.2.6": "热线运行技术方案和实施计划",
}  # fmt: skip


def paper(title: str, on: date) -> BytesIO:
    """A readable page that says it is invented."""
    told = Prose(f"本页为演示文件《{title}》，内容与单位均为虚构。")
    made = Paper(kind="form", title=title, number="演示", dated_on=on, body=Body("（演示）"), parts=(told,))
    return BytesIO(to_pdf(made))


def register(code: str, at: datetime, by: str = "applicant") -> Hotline:
    """The organisation registers itself, its hotline and its site."""
    organisation = clients.register_own_organisation({**ORGANISATION, "code": code}, by=actor(by), at=at)
    hotline = clients.add_hotline(organisation, HOTLINE, by=actor(by), at=at)
    clients.write_sites(hotline, SITES, by=actor(by), at=at)
    return hotline


def draft(hotline: Hotline, at: datetime, by: str = "applicant") -> Application:
    """A new draft."""
    new = Application(organisation=hotline.owner, hotline=hotline)
    perform(new, "draft", by=actor(by), at=at)
    return new


def fill(application: Application, at: datetime, dataset: Path | None, username: str = "applicant") -> None:
    """Appendix A, the materials, the word on the conditions, and the data."""
    by = actor(username)
    for part in appendix.PARTS:
        applying.save_part(application, part, dict(_answers(part, at.date())), by=by, at=at)
    applying.add_material(
        application, "6.1.2.1", paper("盖章签字的认证申请书", at.date()), "已签章的认证申请书.pdf", by=by, at=at,
        category="declaration",
    )  # fmt: skip
    for subject, title in MATERIALS.items():
        applying.add_material(application, subject, paper(title, at.date()), f"{title}.pdf", by=by, at=at)
    if dataset:
        applying.add_dataset(application, zipped(dataset), "近三个月数据.zip", by=by, at=at)
    applying.say_none(application, True, by=by, at=at)
    for condition in named_conditions():
        said: dict[str, Any] = {"text": "本中心具备该项条件", "evidence": "见所附材料"}
        applying.state_condition(application, condition.id, since=date(2024, 1, 1), by=by, at=at, **said)
    note("platform_suppliers", application, {"kind": "无", "relation": "无"}, username, at)


def _answers(part: str, on: date) -> list[tuple[str, Any]]:
    return [(ask.id, _answer(ask, on)) for ask in appendix.asks(part)]


def _answer(ask: Any, on: date) -> Any:
    if ask.id in SAID:
        return SAID[ask.id]
    row, _, place = ask.id.rpartition("_")
    if row in FIGURES and place in ("1", "2", "3"):
        return FIGURES[row][int(place) - 1] if place != "3" else ""
    given: dict[str, Callable[[], Any]] = {
        "date": lambda: (on - timedelta(days=1)).isoformat(),
        "declaration": lambda: True,
        "number": lambda: "1",
        "percent": lambda: "90",
        "choice": lambda: ask.options[0],
    }
    return given.get(ask.type, lambda: "已建立并运行，见体系文件")()


def zipped(folder: Path) -> BytesIO:
    """The dataset's folder as the archive an applicant uploads."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    content.seek(0)
    return content


def accept(application: Application, at: datetime) -> None:
    """The clerk's findings and the acceptance."""
    examine(application, at)
    perform(application, "accept", by=actor("clerk"), at=at, reason="条件和材料符合要求")


def examine(application: Application, at: datetime) -> None:
    """The clerk's findings, each condition and each material."""
    for condition in named_conditions():
        found = {"finding": "具备", "checked_how": "演示：核对原件与公开信息", "reason": "与证明材料一致"}
        note("condition_findings", application, found, "clerk", at, subject=condition.id)
    for material in named_materials():
        found = {
            "complete": "完整", "complete_how": "逐页核对", "genuine": "真实", "genuine_how": "核对原件",
            "accurate": "准确", "accurate_how": "自报值与计算值对照",
        }  # fmt: skip
        note("material_findings", application, found, "clerk", at, subject=material.id)


def agree(application: Application, at: datetime) -> None:
    """The contract by the published fees, signed by both sides."""
    offer(application, at)
    signed_by = actor("applicant")
    perform(application, "agree_contract", by=signed_by, at=at, signed_by=signed_by.person, method="图形签名")
    perform(application, "sign_contract", by=actor("head"), at=at, method="图形签名")


def offer(application: Application, at: datetime) -> None:
    """The contract as the clerk offers it, by the published fees."""
    lines = [
        contracting.FeeLine("申请费", "1", "1000"), contracting.FeeLine("审核费", "8", "3000"),
        contracting.FeeLine("审定与注册费（含证书）", "1", "2000"),
    ]  # fmt: skip
    contracting.agree_fees(application, lines, by=actor("clerk"), at=at)
    told: dict[str, Any] = {
        "scope": "云泽市12345热线的受理、办理、办结、回访、归档和信息分析",
        "plan_outline": "初次认证：全面测评与全面审核，现场4天",
    }
    perform(application, "offer_contract", by=actor("clerk"), at=at, **told)


def override(of: Any, act: str, at: datetime) -> None:
    """The printed window of the rule's edition has ended: each such act needs the head's reason (T7)."""
    facts = {
        "act": act, "edition": edition_name(), "window_end": pack().rule.ends_on.isoformat(),
        "reason": "演示：规则新版尚未发布，按现行版本办理并提示申请方",
    }  # fmt: skip
    note("edition_overrides", of, facts, "head", at)
