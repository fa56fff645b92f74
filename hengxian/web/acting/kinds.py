"""The kinds of record that have pages: a row each says how it is listed, found and headed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hengxian.certification import models
from hengxian.certification.permissions import may_see, roles_that_see
from hengxian.journal.models import Lived, Recorded
from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import NotThere
from hengxian.people.models import Organisation, Person
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import read


@dataclass(frozen=True)
class Column:
    """A value of a record: its label, and the dotted path to it. `inside` is shown to the body's staff only."""

    label: str
    path: str
    inside: bool = False


@dataclass(frozen=True)
class Beginning:
    """An act that brings a record of the kind into being, on the page of its parent (none: on the kind's list).

    `sets` are the columns of the new record that its parent fills, as dotted paths from the parent ("" is the
    parent itself); `columns` are those that the person is asked for. `states` are the parent's, none meaning
    any. `awaits` says which parents wait for it: that is somebody's work.
    """

    verb: str
    parent: str = ""
    sets: Mapping[str, str] | None = None
    states: tuple[str, ...] = ()
    columns: tuple[Ask, ...] = ()
    awaits: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of record. `joins` are fetched along; `search` are the columns that a typed word is sought in.

    `at_will` are verbs that nobody waits for: they are offered on the page and are nobody's work.
    """

    id: str
    label: str
    model: type[Recorded]
    title: str
    columns: tuple[Column, ...]
    facts: tuple[Column, ...]
    joins: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    at_will: frozenset[str] = frozenset()
    beginnings: tuple[Beginning, ...] = ()

    @property
    def is_lived(self) -> bool:
        """Whether records of the kind move through states."""
        return issubclass(self.model, Lived)

    @property
    def statuses(self) -> tuple[str, ...]:
        """Every status of its table, in order."""
        if not issubclass(self.model, Lived):
            return ()
        states = [state for row in self.model.lifecycle for state in (*row.sources, *row.targets)]
        return tuple(dict.fromkeys(s.status for s in states if s.status not in ("—", "=", "*")))

    def seen_by(self, visitor: Visitor) -> "QuerySet[Any]":
        """The records there are for the person. NotThere where his roles have nothing to do with the kind."""
        if not {*roles_that_see(self.id)} & {*visitor.actor.roles, "anyone"}:
            raise NotThere("没有这个页面")
        return may_see(self.id, visitor.actor).select_related(*self.joins)

    def one(self, visitor: Visitor, pk: int) -> Any:
        """One record. NotThere for one that is not there, or not there for the person."""
        record = self.seen_by(visitor).filter(pk=pk).first()
        if record is None:
            raise NotThere(f"没有这个{self.label}，或者您无权查看")
        return record

    def heading(self, record: Any) -> str:
        """What a page about the record is called."""
        return f"{self.label} {read(record, self.title)}"


def kind(id: str) -> Kind:
    """The kind of that id. KeyError if there is none."""
    return KINDS[id]


_ORGANISATION = Column("组织", "organisation.name")
_HOTLINE = Column("热线", "hotline.name")
_IN_CERTIFICATE = {"certificate": "", "organisation": "organisation", "hotline": "hotline"}
_IN_CASE = {"case": "", "organisation": "organisation", "hotline": "hotline"}

_ALL = (
    Kind(
        "application", "申请", models.Application, "number",
        (Column("申请编号", "number"), _ORGANISATION, _HOTLINE, Column("首次收到", "received_at")),
        (
            Column("申请编号", "number"), _ORGANISATION, _HOTLINE, Column("首次收到", "received_at"),
            Column("告知补充", "supplement_told_at"), Column("收齐", "completed_at"),
            Column("受理决定", "decided_at"), Column("签约", "signed_at"), Column("认证规则版本", "rule_edition"),
        ),
        ("organisation", "hotline"), ("number", "organisation__name", "hotline__name"),
        frozenset({"withdraw", "draft_decline", "drop_decline"}),
        (
            Beginning("draft", columns=(
                Ask("hotline_id", "所申请的政府热线", "choice", note="没有的先在“本组织的热线”登记"),
                Ask("for_recertification_of_id", "再认证的证书", "choice", required=False, note="初次认证空着",
                    clause="6.4.3"),
            )),
        ),
    ),
    Kind(
        "case", "审核案", models.Case, "number",
        (Column("案号", "number"), Column("审核类型", "type"), _ORGANISATION, _HOTLINE, Column("立案", "opened_at")),
        (
            Column("案号", "number"), Column("审核类型", "type"), _ORGANISATION, _HOTLINE,
            Column("申请", "application.number"), Column("证书", "certificate.number"), Column("立案", "opened_at"),
            Column("现场审核开始", "on_site_from"), Column("现场审核结束", "on_site_until"),
            Column("启动的原因", "trigger", inside=True), Column("决定", "decided_at", inside=True),
            Column("通知", "notified_at"), Column("认证规则版本", "rule_edition"),
        ),
        ("organisation", "hotline", "application", "certificate"), ("number", "organisation__name", "hotline__name"),
        frozenset({"measure", "analyse", "send_back", "move_edition", "end_early"}),
        (
            Beginning("open", "application", {"application": "", "organisation": "organisation", "hotline": "hotline"},
                      ("已签约",), awaits={"cases__isnull": True}),
            Beginning("open_surveillance", "certificate", _IN_CERTIFICATE, ("有效", "暂停")),
        ),
    ),
    Kind(
        "evaluation_report", "评价报告", models.EvaluationReport, "case.number",
        (Column("案号", "case.number"), Column("组织", "case.organisation.name")),
        (Column("案号", "case.number"), Column("组织", "case.organisation.name")),
        ("case__organisation",), ("case__number", "case__organisation__name"),
        frozenset({"return"}),
    ),
    Kind(
        "nonconformity", "不符合项", models.Nonconformity, "number",
        (
            Column("编号", "number"), Column("案号", "case.number"), Column("组织", "case.organisation.name"),
            Column("条款", "clause"), Column("分级", "grade"), Column("整改期限", "due_on"),
        ),
        (
            Column("编号", "number"), Column("案号", "case.number"), Column("条款", "clause"),
            Column("要求", "requirement"), Column("事实", "facts"), Column("分级", "grade"),
            Column("分级理由", "grade_reason"), Column("交付", "handed_over_at"), Column("整改期限", "due_on"),
            Column("不同意见", "disagreement"), Column("整改", "correction"), Column("验证", "verification"),
        ),
        ("case__organisation",), ("number", "clause", "case__number", "case__organisation__name"),
        frozenset({"regrade", "withdraw", "return"}),
        (Beginning("raise", "case", {"case": ""}, ("现场中", "发现已定")),),
    ),
    Kind(
        "certificate", "证书", models.Certificate, "number",
        (
            Column("证书编号", "number"), _ORGANISATION, _HOTLINE, Column("颁发日期", "issued_on"),
            Column("有效期至", "valid_until"),
        ),
        (
            Column("证书编号", "number"), _ORGANISATION, _HOTLINE, Column("案号", "case.number"),
            Column("颁发日期", "issued_on"), Column("有效期至", "valid_until"), Column("状态变更时间", "status_since"),
            Column("暂停期限", "suspended_until"), Column("申诉期限", "appeal_until"),
        ),
        ("organisation", "hotline", "case"), ("number", "organisation__name", "hotline__name"),
        frozenset({
            "discard", "propose_suspension", "investigate", "drop", "ask_deregistration", "find_deregistration",
            "ask_change", "ask_reissue", "refuse_change", "return_correction", "succeed",
        }),
        (
            Beginning("draft", "case", _IN_CASE, ("已决定",), awaits={
                "certificates__isnull": True, "decisions__outcome": "批准认证",
                "type__in": ("initial", "recertification"), "marker__in": ("已签署", "已通知"),
            }),
        ),
    ),
    Kind(
        "appeal", "申诉", models.Appeal, "number",
        (Column("编号", "number"), _ORGANISATION, Column("证书", "certificate.number"), Column("提出", "lodged_at")),
        (
            Column("编号", "number"), _ORGANISATION, Column("证书", "certificate.number"),
            Column("案号", "case.number"), Column("规则规定的申诉", "is_by_rule"), Column("申诉理由", "grounds"),
            Column("提出", "lodged_at"),
            Column("处理期限", "handling_due_on"),
        ),
        ("organisation", "certificate", "case"), ("number", "organisation__name"),
        frozenset({"withdraw"}),
        (
            Beginning("lodge", "certificate", {"certificate": "", "organisation": "organisation"}),
            Beginning("lodge", "case", {"case": "", "organisation": "organisation"}),
        ),
    ),
    Kind(
        "complaint", "投诉", models.Complaint, "number",
        (Column("编号", "number"), Column("对象", "subject"), Column("组织", "organisation.name"),
         Column("收到", "received_at")),
        (Column("编号", "number"), Column("对象", "subject"), Column("组织", "organisation.name"),
         Column("证书", "certificate.number"), Column("内容", "text"),
         Column("回执码", "receipt_code"), Column("收到", "received_at"), Column("调查结果", "findings"),
         Column("答复", "answer"), Column("答复时间", "answered_at"), Column("后续行动", "follow_up")),
        ("organisation", "certificate"), ("number", "organisation__name"),
        beginnings=(
            Beginning("receive", columns=(
                Ask("subject", "对象", "choice", options=("获证组织", "认证机构", "证书误用")),
                Ask("contact", "联系方式", required=False),
            )),
        ),
    ),
    Kind(
        "organisation", "组织", Organisation, "name",
        (Column("名称", "name"), Column("类型", "type"), Column("代码", "code")),
        (
            Column("名称", "name"), Column("类型", "type"), Column("代码类型", "code_kind"), Column("代码", "code"),
            Column("注册地址", "registered_address"), Column("办公地址", "office_address"), Column("电话", "phone"),
            Column("所属法人", "legal_entity.name"),
        ),
        ("legal_entity",), ("name", "code"),
    ),
    Kind(
        "hotline", "热线", models.Hotline, "name",
        (Column("热线名称", "name"), Column("热线类型", "type"), Column("申请组织", "owner.name"),
         Column("所在地区", "place")),
        (
            Column("热线名称", "name"), Column("热线类型", "type"), Column("类型说明", "type_note"),
            Column("申请组织", "owner.name"), Column("运行机构", "operator.name"), Column("委托方", "mandator"),
            Column("委托依据", "mandate"), Column("数据由谁持有", "data_holder"), Column("成立时间", "founded_on"),
            Column("在境内依法设立并运行", "within_territory"), Column("所在地区", "place"),
        ),
        ("owner", "operator"), ("name", "place", "owner__name"),
    ),
    Kind(
        "person", "人员", Person, "name",
        (Column("姓名", "name"),), (Column("姓名", "name"), Column("登记时间", "enrolled_at")), search=("name",),
    ),
)  # fmt: skip

KINDS: Mapping[str, Kind] = {each.id: each for each in _ALL}
