"""Facts that belong together: no edition or status change goes out without its announcement (6.4.1.2, L26, T31)."""

from datetime import datetime, tzinfo

from hengxian.publication.appending import Draft
from hengxian.publication.facts import (
    Announcement,
    AnnouncementKind,
    CertificateEdition,
    Status,
    StatusChange,
)

_ACTS: dict[tuple[Status | None, Status], tuple[AnnouncementKind, str]] = {
    (None, "有效"): ("颁证公告", "颁发"),
    ("有效", "暂停"): ("暂停公告", "暂停"),
    ("暂停", "有效"): ("恢复公告", "恢复"),
    ("有效", "撤销"): ("撤销公告", "撤销"),
    ("暂停", "撤销"): ("撤销公告", "撤销"),
    ("有效", "注销"): ("注销公告", "注销"),
    ("暂停", "注销"): ("注销公告", "注销"),
}
"""The status changes there are, what they are announced as, and the verb of the sentence (8.3)."""

_CLAUSES = {"颁发": "6.4.1", "暂停": "8.2.1", "恢复": "8.3.1", "撤销": "8.3.2", "注销": "8.3.3"}


def issue(act: str, edition: CertificateEdition, at: datetime, zone: tzinfo) -> list[Draft]:
    """The edition, its status and its announcement, for a certificate that is handed out; `act` begins their ids."""
    return [
        Draft(f"{act}/certificate", at, edition),
        *change(act, edition, None, "有效", at, zone),
    ]


def change(
    act: str, edition: CertificateEdition, before: Status | None, after: Status, at: datetime, zone: tzinfo
) -> list[Draft]:
    """A status change and its announcement; KeyError for a change chapter 8 does not know. No reason, no approver."""
    category, verb = _ACTS[before, after]
    printed, day = edition.printed, at.astimezone(zone).date()
    text = (
        f"{printed.body}于{day.year}年{day.month}月{day.day}日{verb}{printed.holder}（{printed.hotline}）的"
        f"{printed.category}证书，证书编号：{printed.number}。依据认证规则{_CLAUSES[verb]}公告。"
    )
    announcement = Announcement(
        category=category,
        title=f"关于{verb}{printed.holder}认证证书的公告",
        text=text,
        announced_on=day,
        number=printed.number,
    )
    status = StatusChange(number=printed.number, before=before, after=after, changed_at=at)
    return [Draft(f"{act}/status", at, status), Draft(f"{act}/announcement", at, announcement)]


def replace(act: str, edition: CertificateEdition, at: datetime, zone: tzinfo) -> list[Draft]:
    """A later edition of a certificate (变更, 补发) and its announcement; the status stays (7.4.1, 7.4.2)."""
    printed, day = edition.printed, at.astimezone(zone).date()
    announcement = Announcement(
        category="变更公告",
        title=f"关于{printed.holder}认证证书{edition.nature}的公告",
        text=(
            f"{printed.body}于{day.year}年{day.month}月{day.day}日{edition.nature}{printed.holder}（{printed.hotline}）的"
            f"{printed.category}证书，证书编号：{printed.number}，现为第{edition.edition}版，原版证书不再使用。"
        ),
        announced_on=day,
        number=printed.number,
    )
    return [Draft(f"{act}/certificate", at, edition), Draft(f"{act}/announcement", at, announcement)]
