"""Conditions of handing in: appendix A, materials, five conditions, who runs the hotline (6.1.1, 6.1.2)."""

from hengxian.certification.applying import appendix, materials
from hengxian.certification.models import Application
from hengxian.certification.models.hotline import HotlineKind
from hengxian.journal.conditions import Act, condition
from hengxian.people.models.organisation import OrganisationKind
from hengxian.records.files.reading import files_of
from hengxian.records.registers.checking import Fault
from hengxian.records.registers.reading import rows


@condition
def within_territory(application: Application, act: Act) -> str | None:
    """A kind of 1.1, lawfully set up and run in the territory."""
    hotline = application.hotline
    if hotline is None:
        return "还没有选定所申请的政府热线（1.1）"
    if not hotline.within_territory:
        return f"{hotline.name}未声明在境内依法设立并运行，不属于认证范围（1.1）"
    if hotline.type not in HotlineKind.values or (
        hotline.type == HotlineKind.OTHER and not hotline.type_note
    ):
        return f"{hotline.name}的热线类型未写明（1.1）"
    return None


@condition
def outsourcer_mandated(application: Application, act: Act) -> str | None:
    """Whoever runs a hotline for another says for whom, by what mandate, and who holds the data (T51)."""
    hotline = application.hotline
    if hotline is None or application.organisation.type != OrganisationKind.OUTSOURCER:
        return None
    asked = {"委托方": hotline.mandator, "委托依据": hotline.mandate, "数据由谁持有": hotline.data_holder}
    lacking = [name for name, value in asked.items() if not value]
    return f"服务外包企业申请，还须写明：{'、'.join(lacking)}（1.1，问答1）" if lacking else None


@condition
def form_complete(application: Application, act: Act) -> str | None:
    """Every field of appendix A but the declarations; all that lack are named (XA.1-4)."""
    return _told([fault for part in appendix.PARTS[:-1] for fault in appendix.lacking_in(application, part)])


@condition
def declarations_made(application: Application, act: Act) -> str | None:
    """The four declarations, seal, signature and date, each with method, and what shows them (XA.5, G-12)."""
    if told := _told(appendix.lacking_in(application, "A.5")):
        return told
    signed = files_of(application.story, "declaration", materials.FORM)
    return None if signed.exists() else "还缺签字盖章的凭据：已签章的申请书扫描件或电子签章文件（附录A.5）"


@condition
def materials_complete(application: Application, act: Act) -> str | None:
    """One of the first six without a file, all that lack are listed; the seventh may be 无 (6.1.2)."""
    lacking = materials.lacking_materials(application)
    return f"申请材料还缺：{'；'.join(lacking)}（6.1.2）" if lacking else None


@condition
def conditions_stated(application: Application, act: Act) -> str | None:
    """The applicant's word on each of the five, with evidence (6.1.1)."""
    lacking = [each.name for each in materials.conditions(application) if not each.is_stated]
    return f"申请条件尚未逐项说明并给出凭据：{'；'.join(lacking)}（6.1.1）" if lacking else None


@condition
def suppliers_told(application: Application, act: Act) -> str | None:
    """Who supplied platform, advice or training; 无 is an answer (条例 13)."""
    told = any(rows("platform_suppliers", story).exists() for story in _stories(application))
    return None if told else "《平台、咨询与培训提供方》尚未填写，没有的填“无”（认证认可条例第13条）"


@condition
def every_item_answered(application: Application, act: Act) -> str | None:
    """Each item of the one notice has its answer (6.1.3)."""
    answered = {row.subject for row in rows("supplement_answers", application.story)}
    open_items = [
        row for row in rows("supplement_items", application.story) if str(row.number) not in answered
    ]
    if not open_items:
        return None
    told = "；".join(f"第{row.number}项 {row.data['lacking']}" for row in open_items)
    return f"告知的事项还没有逐项答复：{told}（6.1.3）"


def _stories(application: Application) -> tuple[str, str]:
    return application.story, f"organisation:{application.organisation_id}"


def _told(faults: list[Fault]) -> str | None:
    if not faults:
        return None
    by_part: dict[str, list[str]] = {}
    for fault in faults:
        by_part.setdefault(fault.place, []).append(fault.sentence.removesuffix("须填写"))
    return "附录A还缺或须更正：" + "；".join(f"{part}——{'、'.join(told)}" for part, told in by_part.items())
