"""What a certificate shows and does not show, aspect by aspect, without a promise (Q&A 2 and 4)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Aspect:
    """One aspect of the Q&A: what was looked at, and what nobody may read into the certificate."""

    name: str
    looked_at: str
    not_shown: str


ASPECTS = (
    Aspect(
        "规范性",
        "审核时对照标准逐条查看受理、办理、办结、回访、归档是否有制度、是否照制度做、是否留有记录。",
        "不说明每一次来电、每一件工单都照此办理。",
    ),
    Aspect(
        "质量控制",
        "审核时查看质量标准、检查办法和整改记录，并用运行数据测算接通率、办结率等指标。",
        "不说明服务质量高于其他热线；指标是所载统计期内的数值，以后会变化。",
    ),
    Aspect(
        "评价与改进",
        "审核时查看是否定期自评、是否听取服务对象的评价、发现的问题是否有整改和复核。",
        "不说明问题已经全部解决，也不预示今后的改进结果。",
    ),
    Aspect(
        "市民需求导向",
        "审核时查看诉求分类、热点分析和报告、回访与满意度调查是否开展，口径是否清楚。",
        "不说明某一位服务对象的诉求会得到解决或者会感到满意。",
    ),
    Aspect(
        "透明与法治",
        "审核时查看办理依据、时限、信息公开与个人信息保护的制度及其执行记录。",
        "不是对具体答复合法性的认定；对答复有异议的，按法定途径处理。",
    ),
    Aspect(
        "外包的热线",
        "话务等业务由外包单位承担的，审核范围写在证书的认证范围和场所里，按同一标准查看。",
        "不延及证书范围之外的单位、场所和业务。",
    ),
)
"""规范性, 质量控制, 评价与改进, 市民需求导向, 透明与法治 of question 2, and question 4 on outsourced hotlines."""
