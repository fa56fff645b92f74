"""Conditions of accepting, supplementing and declining (6.1.3, 14.1, 条例 9 and 13)."""

from datetime import date

from hengxian.certification.applying.materials import named_conditions, named_materials
from hengxian.certification.applying.receipts import supplement_due_on
from hengxian.certification.models import Application
from hengxian.journal.conditions import Act, condition
from hengxian.records.clocks import local_day, months_after
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.parameters import value_of
from hengxian.records.registers.book import BODY
from hengxian.records.registers.reading import rows

BAD = {"complete": ("不完整",), "genuine": ("有疑问", "不真实"), "accurate": ("不准确", "无法核对")}
OURS = ("本认证机构", "本认证机构的关联方")


@condition
def findings_made(application: Application, act: Act) -> str | None:
    """A finding for each condition and material, whatever it says: only then is a list whole (14.1.1, 14.1.2)."""
    known = {
        register: {row.subject for row in rows(register, application.story)}
        for register in ("condition_findings", "material_findings")
    }
    lacking = [each.name for each in named_conditions() if each.id not in known["condition_findings"]]
    lacking += [each.name for each in named_materials() if each.id not in known["material_findings"]]
    return f"还有未审查的条件或材料：{'；'.join(lacking)}（14.1.1、14.1.2）" if lacking else None


@condition
def items_listed(application: Application, act: Act) -> str | None:
    """The one notice lists everything: an item for every material found wanting (6.1.3)."""
    items = rows("supplement_items", application.story)
    if not items.exists():
        return "一次性告知须列明全部需要补充的内容，《应补充事项》尚未填写（6.1.3）"
    listed = {row.subject for row in items}
    missed = [name for id, name in wanting(application).items() if id not in listed]
    return f"一次性告知须列全，审查认为有问题而未列入的材料：{'；'.join(missed)}（6.1.3）" if missed else None


@condition
def supplement_limit_out(application: Application, act: Act) -> str | None:
    """Nobody declines while the applicant may still supplement, nor before a limit is set (P-supplement)."""
    if application.status != "待补充" or application.supplement_told_at is None:
        return None
    limit = supplement_due_on(application.supplement_told_at)
    if limit is None:
        return "补正期限未设定，未答复的补充告知不能结束（6.1.3）"
    return f"补充材料的期限至 {limit}，尚未届满（6.1.3）" if local_day(act.at) <= limit else None


@condition
def no_platform_tie(application: Application, act: Act) -> str | None:
    """Platform, hosting, advice or training by the body or its affiliate bars the acceptance (条例 13).

    What ended longer ago than P-lookback says bars no more; while that is unset, it bars for ever.
    """
    stories = (application.story, f"organisation:{application.organisation_id}")
    found = [row for story in stories for row in rows("platform_suppliers", story)]
    if not found:
        return "《平台、咨询与培训提供方》尚未填写（认证认可条例第13条）"
    ours = [row for row in found if row.data["relation"] in OURS and row.data["kind"] != "无"]
    bars = [row for row in ours if not _is_long_ago(row, act)]
    if not bars:
        return None
    told = "；".join(f"{row.data['kind']}由{row.data['relation']}提供" for row in bars)
    return f"{told}，有违认证认可条例第13条，不能受理"


@condition
def fields_approved(application: Application, act: Act) -> str | None:
    """The scheme lies in the fields the body is approved for; where these are not filled in, a page warns (条例 9)."""
    approved = approved_fields(local_day(act.at))
    rule = pack().rule
    if not approved or any(rule.field in each or rule.category in each for each in approved):
        return None
    return f"“{rule.category}”不在本机构批准的认证领域内：{'、'.join(approved)}（认证认可条例第9条）"


def approved_fields(on: date) -> list[str]:
    """The fields the body is approved for on a day, from its qualifications; empty while they are not filled in."""
    held = [row.data for row in rows("qualifications", BODY) if row.data["kind"] == "批准的认证领域"]
    return [
        data["content"]
        for data in held
        if data["starts_on"] <= on.isoformat() <= (data.get("ends_on") or "9999")
    ]


def wanting(application: Application) -> dict[str, str]:
    """Id → name of the materials whose completeness, genuineness or accuracy was found wanting."""
    bad = {
        row.subject
        for row in rows("material_findings", application.story)
        if any(row.data[column] in words for column, words in BAD.items())
    }
    return {each.id: each.name for each in named_materials() if each.id in bad}


def _is_long_ago(row: RegisterRow, act: Act) -> bool:
    lookback, ended = value_of("P-lookback", act.at), row.data.get("ends_on")
    if lookback is None or not ended:
        return False
    return months_after(date.fromisoformat(ended), 12 * int(lookback.value)) < local_day(act.at)
