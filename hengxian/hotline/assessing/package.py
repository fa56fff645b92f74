"""The package an applicant carries over: a draft of A.1 to A.4, the dataset's fingerprint, an index (XA-prefill).

Nothing is sent by itself, and no body is named in it (D-4); the body's portal asks to confirm every field.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from hengxian.evaluation.kept import measured_of
from hengxian.hotline.assessing import STAGE
from hengxian.hotline.models import Assessment, Channel, Contact, Order, Posting
from hengxian.kernel.digests import digest_bytes
from hengxian.kernel.quantity import half_up
from hengxian.records.edition import edition_name, pack

KIND = "hengxian-application-prefill"
DRAFT, INDEX = "application-prefill.json", "index.json"
PARTS = ("A.1", "A.2", "A.3", "A.4")
CHANNELS = {
    Channel.PHONE: "电话", Channel.SMS: "短信", Channel.MAILBOX: "信箱", Channel.WEB: "网站", Channel.APP: "其他媒体",
    Channel.SOCIAL: "其他媒体", Channel.OTHER: "其他媒体",
}  # fmt: skip


def prefill(assessment: Assessment, said: Mapping[str, Mapping[str, Any]], at: datetime) -> dict[str, Any]:
    """The draft: what people typed on the page of the draft, and below it what the records say."""
    known = knowns(assessment, at)
    form = {part: {**known[part], **said.get(part, {})} for part in PARTS}
    return {
        "kind": KIND, "stage": STAGE, "rule": edition_name(), "made_at": at.isoformat(), "form": form,
        "dataset_sha256": assessment.evaluation.dataset_sha256 if assessment.evaluation else "",
    }  # fmt: skip


def knowns(assessment: Assessment, at: datetime) -> dict[str, dict[str, Any]]:
    """What the hotline's own records answer of appendix A."""
    hotline = assessment.hotline
    return {
        "A.1": {
            "applicant_name": hotline.provider.name,
            "applicant_address": hotline.provider.registered_address or hotline.provider.office_address,
            "hotline_name": hotline.name,
            "hotline_founded_on": hotline.founded_on.isoformat(),
        },
        "A.2": _overview(assessment, at.date()),
        "A.3": {},
        "A.4": _figures(assessment),
    }


def package(assessment: Assessment, said: Mapping[str, Mapping[str, Any]], at: datetime) -> bytes:
    """A zip of the draft and an index with digests."""
    draft = json.dumps(prefill(assessment, said, at), ensure_ascii=False, indent=2).encode()
    index = {
        "kind": "hengxian-self-assessment-package", "stage": STAGE, "assessment": assessment.number,
        "hotline": assessment.hotline.name, "made_at": at.isoformat(), "files": {DRAFT: digest_bytes(draft).sha256},
        "note": "由热线自行携往所选的认证机构；数据集与七项材料另行提交。自评结果不是认证结论。",
    }  # fmt: skip
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DRAFT, draft)
        archive.writestr(INDEX, json.dumps(index, ensure_ascii=False, indent=2))
    return content.getvalue()


def _overview(assessment: Assessment, on: date) -> dict[str, Any]:
    hotline = assessment.hotline
    posts = Posting.objects.filter(hotline=hotline, unit=None, ended_at=None)
    by_post: dict[str, int] = {}
    for post in posts.values_list("post", flat=True):
        by_post[post or "未注明岗位"] = by_post.get(post or "未注明岗位", 0) + 1
    used = (
        Contact.objects.filter(hotline=hotline, is_test=False)
        .order_by()
        .values_list("channel", flat=True)
        .distinct()
    )
    channels = list(dict.fromkeys(CHANNELS[Channel(each)] for each in used))
    year = on.year - 1
    volume = Order.objects.filter(hotline=hotline, is_test=False, accepted_at__year=year).count()
    found: dict[str, Any] = {"service_hours": hotline.hours, "channels": channels}
    if by_post:
        found |= {
            "staff_size": sum(by_post.values()),
            "staff_posts": "，".join(f"{k} {v}" for k, v in by_post.items()),
        }
    if volume:
        found |= {"yearly_volume": volume, "volume_year": f"{year}年", "volume_counted": "工单件数"}
    return {name: value for name, value in found.items() if value}


def _figures(assessment: Assessment) -> dict[str, Any]:
    evaluation = assessment.evaluation
    if evaluation is None:
        return {}
    exact = measured_of(evaluation)
    found: dict[str, Any] = {
        "figures_source": f"由本热线数据集按 {edition_name()} 的指标定义测量，数据集摘要"
        f" {evaluation.dataset_sha256[:16]}…",
        "figures_from": evaluation.period_from.isoformat(),
        "figures_until": (evaluation.period_until - timedelta(days=1)).isoformat(),
    }
    for field in pack().forms["A.4"].fields:
        value = exact.get(field.leaf) if field.leaf else None
        if value is not None and field.type == "percent":
            found[f"{field.id}_1"] = str(
                half_up(value * 100 if isinstance(value, Fraction) else Fraction(value), 2)
            )
    return found
