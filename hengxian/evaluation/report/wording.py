"""The Chinese words a report uses for the names of the two contracts."""

TABLES = {
    "calls": "来电",
    "messages": "其他渠道",
    "work_orders": "工单",
    "assignments": "承办",
    "extensions": "延期",
    "supervisions": "督办",
    "followups": "回访",
    "reviews": "质检",
    "gaps": "已知中断",
}

REJECTS = {
    "bad_row": "列数多于表头",
    "missing_key": "缺少编号",
    "missing_time": "缺少时间",
    "bad_time": "时间无法识别",
    "unknown_value": "取值不在约定之内",
    "impossible_order": "时间先后不可能",
    "duplicate_row": "整行重复",
    "conflicting_key": "编号相同而内容不同",
}

LEFT_OUT = {
    "tests": "测试数据",
    "excluded": "有剔除代码",
    "pending": "截至读取时限未到",
    "without_deadline": "未填办理时限",
    "plan_unknown": "回访计划不明",
    "no_opinion": "未表态",
    "later": "截止时刻之后",
    "orphans": "找不到所属工单",
}

VARIANTS = {
    "phone": "电话",
    "sms": "短信",
    "web": "网站",
    "app": "移动应用",
    "social": "社交媒体",
    "other": "其他媒体",
    "mailbox": "信箱",
    "with_excluded": "计入有剔除代码的工单",
    "original_deadline": "按原定时限（不计延期）",
    "all_closed": "全部办结工单为分母",
    "process": "办理过程满意度",
    "both": "过程与结果均满意",
    "response_rate": "表态率",
    "median": "中位数",
    "p90": "九成位数",
    "working_hours": "工作日内时长（均值）",
}

BASES = {
    "closed_in_first_contact": "按“首次联系即办结”字段",
    "handling": "按“直接办理且已办结”推定",
}

SOURCES = {"measured": "计算", "judged": "评判", "open": "未测"}

STANDING = {"met": "符合", "not_met": "不符合", "not_assessable": "无法评定"}

TONES = {"met": "good", "not_met": "bad", "not_assessable": "open"}

NOT_JUDGED = {"repeated": "多次或集中反映的事项", "near_due": "临近办理时限的事项"}

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")

SECTION_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")

DAYS_SHOWN = 62


def named(words: dict[str, str], key: str) -> str:
    """The Chinese word for a contract's name, or the name itself where a newer contract added it."""
    return words.get(key, key)
