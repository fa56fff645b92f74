"""What the invented city talks about: topics, the units that handle them, the words of its systems."""

from dataclasses import dataclass

import numpy as np

from hengxian.cli.city.chance import Numbers, Reals, Words

CONSULTATION, INFORMATION, APPEAL, SUGGESTION = "consultation", "information", "appeal", "suggestion"


@dataclass(frozen=True)
class Unit:
    """A unit that handles orders: `pace` is the share of its limit it takes, `success` what it solves."""

    name: str
    pace: float
    success: float


@dataclass(frozen=True)
class Topic:
    """One matter people call about.

    `weight` on a working day, `at_rest` its multiple on days off, `in_cold` in the cold wave; `days` the
    limit in working days; `hazard` the share that is an emergency.
    """

    name: str
    unit: str
    kind: str
    weight: float
    days: int
    at_rest: float = 1.0
    in_cold: float = 1.0
    hazard: float = 0.0


UNITS = (
    Unit("市人力资源和社会保障局", 0.45, 0.88),
    Unit("市医疗保障局", 0.42, 0.90),
    Unit("市住房和城乡建设局", 0.72, 0.66),
    Unit("市城市管理局", 0.47, 0.84),
    Unit("市市场监督管理局", 0.50, 0.80),
    Unit("市公安局交通警察支队", 0.40, 0.86),
    Unit("市生态环境局", 0.52, 0.76),
    Unit("市教育局", 0.50, 0.78),
    Unit("市卫生健康委员会", 0.44, 0.86),
    Unit("市交通运输局", 0.48, 0.82),
    Unit("市供热集团", 0.50, 0.80),
    Unit("市水务集团", 0.42, 0.88),
    Unit("市燃气集团", 0.38, 0.90),
    Unit("云东区人民政府", 0.48, 0.80),
    Unit("泽西县人民政府", 0.90, 0.64),
    Unit("高新区管理委员会", 0.55, 0.76),
)

TOPICS = (
    Topic("社保参保与缴费", "市人力资源和社会保障局", CONSULTATION, 9.0, 5, at_rest=0.45),
    Topic("就业与职称政策", "市人力资源和社会保障局", CONSULTATION, 4.0, 5, at_rest=0.35),
    Topic("医保报销与转诊", "市医疗保障局", CONSULTATION, 8.0, 5, at_rest=0.5),
    Topic("户籍与车管业务", "市公安局交通警察支队", CONSULTATION, 7.5, 5, at_rest=0.4),
    Topic("入学与学区", "市教育局", CONSULTATION, 5.0, 5, at_rest=0.35),
    Topic("公积金与购房政策", "市住房和城乡建设局", CONSULTATION, 5.5, 7, at_rest=0.4),
    Topic("企业开办与审批", "市市场监督管理局", CONSULTATION, 5.0, 5, at_rest=0.2),
    Topic("公交线路与时刻", "市交通运输局", INFORMATION, 5.0, 2, at_rest=1.1),
    Topic("办事地点与时间", "市人力资源和社会保障局", INFORMATION, 6.5, 2, at_rest=0.5),
    Topic("门诊与疫苗接种安排", "市卫生健康委员会", INFORMATION, 4.5, 2, at_rest=0.8),
    Topic("缴费与停水停气公告", "市水务集团", INFORMATION, 3.0, 2, at_rest=0.9, in_cold=3.0),
    Topic("室内供暖不热", "市供热集团", APPEAL, 4.0, 2, at_rest=1.2, in_cold=9.0, hazard=0.002),
    Topic("水管冻裂与停水", "市水务集团", APPEAL, 2.2, 2, at_rest=1.1, in_cold=6.0, hazard=0.02),
    Topic("燃气异味与停气", "市燃气集团", APPEAL, 1.0, 1, at_rest=1.0, hazard=0.10),
    Topic("噪声扰民", "市生态环境局", APPEAL, 3.4, 5, at_rest=1.25),
    Topic("占道经营与违停", "市城市管理局", APPEAL, 4.2, 5, at_rest=1.0),
    Topic("市容环卫与路灯", "市城市管理局", APPEAL, 2.8, 5, at_rest=0.9),
    Topic("路面破损与塌陷", "市住房和城乡建设局", APPEAL, 1.6, 7, at_rest=0.9, hazard=0.05),
    Topic("物业与房屋质量", "市住房和城乡建设局", APPEAL, 4.0, 10, at_rest=0.8),
    Topic("消费纠纷与退款", "市市场监督管理局", APPEAL, 4.6, 7, at_rest=0.85),
    Topic("拖欠工资", "市人力资源和社会保障局", APPEAL, 3.0, 10, at_rest=0.6),
    Topic("出租车与客运服务", "市交通运输局", APPEAL, 1.8, 5, at_rest=1.1),
    Topic("校外培训与收费", "市教育局", APPEAL, 1.4, 7, at_rest=0.5),
    Topic("拆迁与宅基地", "泽西县人民政府", APPEAL, 2.2, 15, at_rest=0.5),
    Topic("小区改造与加装电梯", "云东区人民政府", APPEAL, 2.0, 10, at_rest=0.6),
    Topic("园区配套与停车", "高新区管理委员会", APPEAL, 1.2, 7, at_rest=0.4),
    Topic("城市建设与交通组织建议", "市公安局交通警察支队", SUGGESTION, 2.4, 10, at_rest=0.6),
    Topic("公共服务改进建议", "市卫生健康委员会", SUGGESTION, 1.8, 10, at_rest=0.6),
)

# Share of contacts that become an order, and of those orders how many are answered on the spot or by a
# three-party call: a consultation is mostly answered by the seat, an appeal mostly passed on.
ORDERED = {CONSULTATION: 0.43, INFORMATION: 0.40, APPEAL: 0.41, SUGGESTION: 0.42}
ON_THE_SPOT = {CONSULTATION: 0.92, INFORMATION: 0.95, APPEAL: 0.06, SUGGESTION: 0.10}
BY_CONFERENCE = {CONSULTATION: 0.05, INFORMATION: 0.01, APPEAL: 0.05, SUGGESTION: 0.02}

RETURN_REASONS = ("非本单位职责", "属地不符", "已由其他单位受理", "诉求信息不全")
EXCLUSIONS = ("out_of_remit", "legal_channel", "answered_before", "malicious")
SUPERVISION_WAYS = ("电话督办", "书面督办", "现场督办")
QUEUES = ("民生综合", "社保医保", "公用事业", "企业服务", "方言与外语")


def words(values: tuple[str, ...] | list[str]) -> Words:
    """The values as an array that codes can index."""
    return np.array(values, dtype=object)


def per_topic(shares: dict[str, float]) -> Reals:
    """A figure by kind, spread over the topics."""
    return np.array([shares[topic.kind] for topic in TOPICS])


UNIT_NAMES = words([unit.name for unit in UNITS])
UNIT_PACE: Reals = np.array([unit.pace for unit in UNITS])
UNIT_SUCCESS: Reals = np.array([unit.success for unit in UNITS])
TOPIC_NAMES = words([topic.name for topic in TOPICS])
TOPIC_KIND = words([topic.kind for topic in TOPICS])
TOPIC_UNIT: Numbers = np.array([[unit.name for unit in UNITS].index(topic.unit) for topic in TOPICS])
TOPIC_DAYS: Numbers = np.array([topic.days for topic in TOPICS])
TOPIC_HAZARD: Reals = np.array([topic.hazard for topic in TOPICS])
TOPIC_QUEUE: Numbers = np.array([sum(map(ord, topic.unit)) % 4 for topic in TOPICS])
