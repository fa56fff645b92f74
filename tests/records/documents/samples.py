"""Invented papers of an invented body and an invented hotline."""

from datetime import date

from hengxian.records.documents.certificate import Certificate, English, Holder, ResultLine, Site
from hengxian.records.documents.imprint import Body, Method, Setting, Signature

BODY = Body(
    name="云栖认证有限公司",
    address="东陵省南浦市钟楼街1号",
    website="register.example",
    approval="（未填）",
    english_name="Yunqi Certification Co., Ltd.",
)

EFFECT = (
    ("服务效率／办结效果／诉求解决率", "78.50"),
    ("服务效率／回访效果／回访满意度", "83.20"),
    ("社会影响指标／公众认可度", "未测"),
)

RESULTS = (
    ResultLine("服务特性评价结果", "服务质量", "71.20", "86.40", "", "对应", (("服务质量", "71.20–86.40"),)),
    ResultLine("服务特性评价结果", "服务效率", "88.15", "88.15", "", "对应", (("服务效率", "88.15"),)),
    ResultLine("服务特性评价结果", "服务效果", "", "", "规则未给出计算", "无", EFFECT),
    ResultLine("服务特性评价结果", "服务创新", "80.00", "80.00", "", "对应", (("服务创新", "80.00"),)),
    ResultLine(
        "服务管理评价结果", "管理体系", "", "", "规则未给出计算", "无", (("服务管理／制度建设", "85.00"),)
    ),
    ResultLine(
        "服务管理评价结果", "机构设置", "82.00", "82.00", "", "对应", (("服务管理／机构设置", "82.00"),)
    ),
    ResultLine(
        "服务管理评价结果", "服务流程", "84.00", "84.00", "", "相近", (("服务管理／流程管理", "84.00"),)
    ),
    ResultLine(
        "服务管理评价结果", "质量管理", "79.00", "79.00", "", "对应", (("服务管理／质量管理", "79.00"),)
    ),
    ResultLine(
        "综合评价结果",
        "政府热线服务能力",
        "80.43",
        "84.99",
        "",
        "对应",
        (("综合评价得分（C.5）", "80.43–84.99"),),
    ),
)

SETTINGS = (
    Setting("P-term", "证书有效期", "36个月", "7.1.6", "机构负责人", date(2026, 1, 4)),
    Setting("P-number", "证书编号规则", "YQ-{年}-{序号}", "7.1.1", "机构负责人", date(2026, 1, 4)),
    Setting("P-profile", "率到分的折算", "linear", "13.2.1.3", "机构负责人", date(2026, 1, 4)),
)

ENGLISH = English(
    holder="Government Service Hotline Centre of Nanpu",
    address="8 Harbour Road, Nanpu, Dongling",
    hotline="12345 Citizen Hotline of Nanpu",
    scope="Intake, handling, closure, follow-up, archiving and analysis of hotline matters",
    bases=("GB/T 33358-2016", "CMM-525-0004-GBT 33358-2016, V1.0"),
    body="Yunqi Certification Co., Ltd.",
    rule="CMM-525-0004-GBT 33358-2016",
    category="Government hotline service capability certification",
    field="Government hotline service",
    mode="Evaluation of service characteristics and audit of service management",
)

CERTIFICATE = Certificate(
    number="YQ-2026-0007",
    edition=1,
    holder=Holder("南浦市政务服务热线中心", "东陵省南浦市海港路8号", "注册地址"),
    hotline="南浦市12345市民服务热线",
    sites=(
        Site("海港路话务中心", "东陵省南浦市海港路8号三层", "受理、办理、回访、归档"),
        Site("北岸备份话务点", "东陵省南浦市北岸区长桥路21号", "受理"),
    ),
    scope="政府热线的受理、办理、办结、回访、归档、信息分析和报告，以及与之有关的机构设置、工作场所与设施设备、人员和服务质量控制",
    bases=(
        "GB/T 33358-2016《政府热线服务规范》",
        "《CMM-525-0004-GBT 33358-2016政府热线服务规范认证规则》（V1.0）",
    ),
    rule="CMM-525-0004-GBT 33358-2016",
    rule_edition="V1.0（2025年1月1日实施，规则印明有效期至2025年5月20日）",
    category="政府热线服务能力认证",
    field="政府热线服务",
    mode="服务特性要求测评+服务管理要求审核",
    valid_from=date(2026, 1, 5),
    valid_until=date(2029, 1, 4),
    issued_on=date(2026, 1, 5),
    body=BODY,
    results=RESULTS,
    profile="linear",
    seal=Signature("认证机构（盖章）", method=Method.PAPER),
    head=Signature("机构负责人", "沈澄", Method.PAPER),
    register_url="https://register.example/c/YQ-2026-0007?k=7F3K-9QXA-M2PD",
    check_code="7F3K-9QXA-M2PD",
    payload="HX1:" + "7F3K9QXAM2PDUY8VBWRC" * 25,
    settings=SETTINGS,
    auxiliary_bases=("GB/T 33357-2016", "GB/T 19001-2016", "GB/T 22080-2016", "相关法律法规要求"),
)
