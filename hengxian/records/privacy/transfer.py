"""Whether a file with personal data may be taken in: masked, or with a record of its transfer (S-PIPL, G-22)."""

from dataclasses import dataclass
from datetime import date

from hengxian.kernel.refusals import Incomplete
from hengxian.records.privacy.fields import Sensitivity
from hengxian.records.privacy.scanning import Hit, tell


class NotHandedOver(Incomplete):
    """Personal data would pass without its papers. `str()` is one Chinese sentence naming what lacks."""


@dataclass(frozen=True)
class Transfer:
    """The record of handing data over (S-PIPL 55-56, 网络数据安全管理条例 12); rows is the number of persons' rows."""

    purpose: str
    fields: tuple[str, ...]
    rows: int
    recipient: str
    on: date


@dataclass(frozen=True)
class Contents:
    """What is known of a file: what a scan found (None where it cannot be read), and what the giver declares."""

    name: str
    hits: tuple[Hit, ...] | None
    sensitivity: Sensitivity
    is_declared_masked: bool = False


def may_attach(contents: Contents, transfer: Transfer | None, on: date) -> None:
    """Refuse (NotHandedOver) unmasked personal data without a complete transfer record; else say nothing.

    A declaration never outweighs a finding. Where the scan cannot read the file, the declaration stands
    alone, unless the file itself is graded 敏感 or 核心.
    """
    if transfer is not None:
        _check(transfer, on)
        return
    if contents.hits:
        raise NotHandedOver(
            f"{contents.name} 中有未遮盖的个人信息（{tell(contents.hits)}）：请先遮盖，或登记移交记录"
            "（目的、字段、条数、接收方、日期）"
        )
    if contents.hits is not None:
        return
    graded = contents.sensitivity in (Sensitivity.SENSITIVE, Sensitivity.CORE)
    if graded or not contents.is_declared_masked:
        raise NotHandedOver(
            f"{contents.name} 的内容不能自动检查：请声明其中的个人信息已遮盖"
            f"{'（密级为“' + contents.sensitivity + '”的仍须移交记录）' if graded else ''}，或登记移交记录"
        )


def _check(transfer: Transfer, on: date) -> None:
    lacking = [
        label
        for label, value in (
            ("目的", transfer.purpose.strip()),
            ("字段", any(field.strip() for field in transfer.fields)),
            ("条数", transfer.rows > 0),
            ("接收方", transfer.recipient.strip()),
        )
        if not value
    ]
    if lacking:
        raise NotHandedOver(f"移交记录缺少{'、'.join(lacking)}", "个人信息保护法第五十五、五十六条")
    if transfer.on > on:
        raise NotHandedOver(f"移交记录的日期 {transfer.on.isoformat()} 晚于今天（{on.isoformat()}）")
