"""Conditions of 归档 and of destroying what was archived (10.5)."""

from hengxian.hotline.archive.destroying import is_over
from hengxian.hotline.archive.holdings import files_of
from hengxian.hotline.models import ArchiveEntry, DatasetExport, Designation, Disposal, Duty, Order
from hengxian.hotline.naming import ids
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.journal.models.erasure import Erasure
from hengxian.kernel.lifecycle import Standing
from hengxian.records.clocks import local_day
from hengxian.records.files.standing import of_file
from hengxian.records.models import StoredFile
from hengxian.records.parameters import value_of

IN_HAND = ("建议", "督办中")


@standing_of("archive_entry", "disposal")
def of_archive(record: ArchiveEntry | Disposal, by: Actor) -> Standing:
    """Duties at its hotline."""
    return Standing(at_hotline(record.hotline_id, by))


@standing_of("erasure")
def of_erasure(record: Erasure, by: Actor) -> Standing:
    """A designated archivist may ask; the disposal he drew up says of which hotline."""
    return Standing(_archivist(by))


@standing_of("file")
def of_kept_file(record: StoredFile, by: Actor) -> Standing:
    """As everywhere, and a designated archivist may ask for a file to go with its archived order."""
    own = of_file(record, by)
    return Standing(own.duties | _archivist(by), own.ties)


def _archivist(by: Actor) -> frozenset[str]:
    held = Designation.objects.filter(person=by.person, duty=Duty.ARCHIVE, ended_at=None)
    return frozenset({"archivist"}) if by.person and held.exists() else frozenset()


@condition
def record_complete(order: Order, act: Act) -> str | None:
    """Every step of it is on record: result, reply, recording or why there is none, 督办 ended (10.5.2.1)."""
    lacking = [*_of_result(order), *_of_call(order), *_of_what_is_open(order)]
    return f"工单 {order.number} 的记录不完整，还缺：{'、'.join(lacking)}（10.5.2.1）" if lacking else None


def _of_result(order: Order) -> list[str]:
    if order.status == "已终止":
        return [] if order.exclusion else ["终止办理的批准"]
    wanted = {"办理结果": order.result, "办结时间": order.closed_at}
    if order.handling == "transferred":
        wanted |= {"答复服务对象的记录": order.replied_at, "结果录入": order.recorded_at}
    return [label for label, value in wanted.items() if not value]


def _of_call(order: Order) -> list[str]:
    contact = order.contact
    if contact is None or contact.channel != "phone" or not contact.answered_at:
        return []
    return [] if contact.recording or contact.no_recording_reason else ["通话录音或无录音的原因"]


def _of_what_is_open(order: Order) -> list[str]:
    asked = {
        "督办的结束": order.supervisions.filter(status__in=IN_HAND),
        "延期申请的决定": order.extensions.filter(status="已申请"),
        "剔除申请的决定": order.exemptions.filter(status="已提出"),
    }
    return [label for label, rows in asked.items() if rows.exists()]


@condition
def catalogued(entry: ArchiveEntry, act: Act) -> str | None:
    """A title to find it by, and nothing twice."""
    if not entry.title:
        return "归档还缺：题名（10.5.2.1）"
    there = ArchiveEntry.objects.filter(hotline=entry.hotline_id, about=entry.about).first()
    return f"已归档，档号 {there.number}" if there else None


@condition
def is_of_an_order(entry: ArchiveEntry, act: Act) -> str | None:
    """Only an order has a caller to be masked."""
    return None if entry.order_id else "只有工单档案可以制作脱敏副本"


@condition
def retention_is_over(disposal: Disposal, act: Act) -> str | None:
    """Every entry listed has a term that has run out (10.5.2.3); an empty list destroys nothing."""
    if value_of("P-keep", act.at) is None:
        return "档案保存期未设定（10.5.2.3），不能销毁"
    listed = disposal.listings.filter(taken_off_at=None).select_related("entry")
    kept = [row.entry.number for row in listed if not is_over(row.entry, local_day(act.at))]
    if kept:
        return f"保管期限未满或未定，不能销毁：{'、'.join(kept)}（10.5.2.3）"
    return None if listed else "销毁清单是空的"


@condition
def files_all_listed(disposal: Disposal, act: Act) -> str | None:
    """Nothing came to the orders after the list was submitted: what nobody asked for is not destroyed, and not left."""
    rows = disposal.listings.filter(taken_off_at=None).exclude(entry__order=None)
    earlier: list[Order] = []
    new = []
    for row in rows.select_related("entry__order").order_by("pk"):
        order = row.entry.order
        if order is not None:
            late = files_of(order, earlier).exclude(pk__in=row.files).filter(marker="")
            new += [f"{row.entry.number}（{file.name}）" for file in late]
            earlier.append(order)
    return f"提交后又收存了文件，须重新提交清单：{'、'.join(new)}" if new else None


@condition
def witnessed(disposal: Disposal, act: Act) -> str | None:
    """Another person of the hotline stands by."""
    named = ids(act.facts.get("witness"))
    if not named:
        return "销毁还缺：监销人（10.5.2.3）"
    return "监销人须为另一人（10.5.2.3）" if act.by.person in named else None


@condition
def dataset_is_listed(export: DatasetExport, act: Act) -> str | None:
    """Nor is a dataset: the list of the archive decides, as of everything kept."""
    about = f"{DatasetExport.kind}:{export.pk}"
    entry = ArchiveEntry.objects.filter(hotline=export.hotline_id, about=about).first()
    return "未归档的数据集不能销毁（10.5.2.3）" if entry is None else on_an_approved_list(entry, act)


@condition
def on_an_approved_list(entry: ArchiveEntry, act: Act) -> str | None:
    """Nothing is destroyed by itself."""
    listed = entry.listings.filter(taken_off_at=None, disposal__status="已销毁")
    return None if listed.exists() else "不在已批准的销毁清单上，不能销毁（10.5.2.3）"
