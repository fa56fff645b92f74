"""The citizen's form: what is asked, and what becomes of the answers."""

from collections.abc import Mapping
from typing import Any

from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.models import CallerType, Hotline, Matter, Order, Unit
from hengxian.kernel.lifecycle import Ask
from hengxian.records.files.limits import MIB, say_size
from hengxian.web.components.forms.asks import Choices

CONDUCT = "conduct"
KINDS = (
    ("consultation", "咨询政策或办事"), ("appeal", "反映问题、请求帮助"), ("suggestion", "提意见建议"),
    (CONDUCT, "投诉工作人员"), ("information", "查询信息"),
)  # fmt: skip
TITLE = 40
MOST_FILES, MOST_BYTES = 9, 200 * MIB  # together; nobody without an account fills the disk
TEXT_NOTE = "写明时间、地点、经过和您的要求。请不要写他人的身份证号、手机号码等个人信息。"
TELEPHONE_NOTE = "便于答复和核实；不留电话和邮箱的按匿名受理，您仍可凭查询码查询"
FILES_NOTE = f"照片、PDF、办公文档、录音录像，最多 {MOST_FILES} 个，合计不超过 {say_size(MOST_BYTES)}"
WHAT = (
    Ask("type", "您要办什么事", "choice"),
    Ask("text", "具体情况", "long_text", note=TEXT_NOTE),
    Ask("place", "事发地点", required=False, note="反映问题的请写明，例如“某某路 5 号门前”"),
    Ask("matter", "属于哪一类", "choice", required=False, note="不清楚的可以不选"),
    Ask("complained_of", "被投诉的单位", "choice", required=False, note="投诉工作人员的请选择；该单位不会得知是谁投诉"),
    Ask("files", "照片或文件", "files", required=False, note=FILES_NOTE),
)  # fmt: skip
WHO = (
    Ask("telephone", "联系电话", "phone", required=False, note=TELEPHONE_NOTE),
    Ask("mail", "电子邮箱", "email", required=False),
    Ask("name", "称呼", required=False),
    Ask("caller_type", "您代表", "choice", required=False, options=tuple(CallerType.values)),
    Ask("contact_person", "联系人", required=False, note="代表法人或其他组织的请填写"),
)  # fmt: skip
WISHES = (
    Ask("is_confidential", "请对我的身份保密，不告知承办单位", "declaration", required=False),
    Ask("no_reply", "不需要答复", "declaration", required=False),
    Ask("no_followup", "请不要回访我", "declaration", required=False),
)
ASKS = (*WHAT, *WHO, *WISHES)


def choices(hotline: Hotline) -> Choices:
    """What may be chosen at this hotline."""
    matters = Matter._default_manager.filter(hotline=hotline).order_by("name")
    units = Unit._default_manager.filter(hotline=hotline, closed_on=None).order_by("name")
    return {
        "type": KINDS,
        "matter": [(str(each.pk), each.name) for each in matters],
        "complained_of": [(str(each.pk), each.name) for each in units],
    }


def order_of(hotline: Hotline, facts: Mapping[str, Any]) -> Order:
    """The order that the answers make, not stored yet; nobody who gave neither number nor address is known."""
    type_, text = facts["type"], facts["text"].strip()
    is_conduct = type_ == CONDUCT
    complained_of = Unit._default_manager.filter(pk=facts["complained_of"] or 0, hotline=hotline).first()
    return Order(
        hotline=hotline,
        type="suggestion" if is_conduct else type_,
        is_conduct_complaint=is_conduct,
        complained_of=complained_of if is_conduct else None,
        matter=Matter._default_manager.filter(pk=facts["matter"] or 0, hotline=hotline).first(),
        title=text.split("\n")[0][:TITLE],
        text=text,
        place=(facts["place"] or "").strip(),
        is_anonymous=not (facts["telephone"] or facts["mail"]),
        is_confidential=bool(facts["is_confidential"]),
        no_reply=bool(facts["no_reply"]),
        no_followup=bool(facts["no_followup"]),
    )


def sender_of(facts: Mapping[str, Any]) -> Particulars:
    """Who writes."""
    return Particulars(
        type=facts["caller_type"] or "", name=facts["name"] or "", contact_person=facts["contact_person"] or "",
        telephone=facts["telephone"] or "", mail=facts["mail"] or "",
    )  # fmt: skip


def faults_of(facts: Mapping[str, Any]) -> dict[str, str]:
    """What one answer asks of another; the act would refuse it too, in the hotline's words instead of the citizen's."""
    faults = {}
    if facts.get("type") == "appeal" and not facts.get("place"):
        faults["place"] = "反映问题的，请写明事发地点"
    files = facts.get("files", ())
    if len(files) > MOST_FILES or (total := sum(each.size for each in files)) > MOST_BYTES:
        now = f"{len(files)} 个" if len(files) > MOST_FILES else say_size(total)
        faults["files"] = f"照片或文件最多 {MOST_FILES} 个，合计不超过 {say_size(MOST_BYTES)}，现有 {now}"
    if facts.get("type") == CONDUCT and not facts.get("complained_of"):
        faults["complained_of"] = "投诉工作人员的，请选择被投诉的单位"
    is_known = facts.get("telephone") or facts.get("mail")
    is_organisation = facts.get("caller_type") not in (None, "", CallerType.PERSON)
    if is_known and is_organisation and not (facts.get("name") and facts.get("contact_person")):
        faults["contact_person"] = "代表法人或其他组织的，请在“称呼”写明名称，并填写联系人"
    return faults
