"""The statement a holder may copy into publicity (7.3.3): body, standard, and the certificate in full."""

from datetime import date

from hengxian.kernel.refusals import NotNow
from hengxian.records.documents.wording import chinese_day

from .facts import Certificate

IN_FORCE = "有效"


def publicity_statement(certificate: Certificate, *, status: str, on: date) -> str:
    """The statement in one paragraph. Raises NotNow unless the certificate is 有效 and within its validity."""
    if status != IN_FORCE:
        raise NotNow(f"证书处于{status}状态，不能用于宣传", "7.3.1.1")
    if not certificate.valid_from <= on <= certificate.valid_until:
        raise NotNow("证书不在有效期内，不能用于宣传", "7.3.1.1")
    facts = (
        ("证书编号", certificate.number),
        ("认证对象名称", certificate.holder.name),
        ("认证对象地址", f"{certificate.holder.address}（{certificate.holder.address_kind}）"),
        ("政府热线", certificate.hotline),
        ("认证范围", certificate.scope),
        ("认证依据", "；".join(certificate.bases)),
        ("认证规则编号", certificate.rule),
        ("认证类别", certificate.category),
        ("认证领域", certificate.field),
        ("认证模式", certificate.mode),
        ("颁发日期", chinese_day(certificate.issued_on)),
        ("证书有效期", f"{chinese_day(certificate.valid_from)}至{chinese_day(certificate.valid_until)}"),
        ("认证机构", certificate.body.name),
    )
    return (
        "；".join(f"{label}：{value}" for label, value in facts)
        + f"。现行状态查询：{certificate.register_url}"
    )
