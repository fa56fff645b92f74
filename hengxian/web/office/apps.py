"""Registers the office with Django, and puts its lists into the menus of those they are for."""

from django.apps import AppConfig

from hengxian.web.components import menu

HANDLING = frozenset(
    {
        "clerk", "lead_auditor", "auditor", "committee_member", "committee_chair", "head_of_body",
        "certificate_administrator", "appeal_panel", "head_delegate",
    }
)  # fmt: skip
KEEPING = frozenset({"system_administrator"})  # backup drills
LISTS = (
    ("application", "申请", "file-earmark-text"),
    ("case", "审核案", "folder2-open"),
    ("nonconformity", "不符合项", "exclamation-triangle"),
    ("evaluation_report", "评价报告", "graph-up"),
    ("certificate", "证书", "award"),
    ("appeal", "申诉", "chat-left-quote"),
    ("complaint", "投诉", "megaphone"),
    ("organisation", "组织", "building"),
    ("hotline", "热线", "telephone"),
    ("person", "人员", "people"),
)


class OfficeConfig(AppConfig):
    """Pages of the body's staff."""

    name = "hengxian.web.office"
    label = "office"
    verbose_name = "认证业务"

    def ready(self) -> None:
        """Fill the menu."""
        from hengxian.people.sights import roles_that_see

        menu.add(
            menu.Entry("待办", "inbox", "office:desk", roles=HANDLING, order=1),
            menu.Entry("查找", "search", "office:search", roles=HANDLING, order=2),
            *(
                menu.Entry(
                    label, icon, "office:list", "业务",
                    frozenset(roles_that_see(kind)) & HANDLING, 10 + place, (kind,),
                )
                for place, (kind, label, icon) in enumerate(LISTS)
            ),
            menu.Entry("通知", "bell", "office:notices", roles=HANDLING, order=3),
            menu.Entry("参数", "sliders", "office:parameters", "机构", HANDLING, 41),
            menu.Entry("机构台账", "journal-text", "office:registers", "机构", HANDLING | KEEPING, 40, site="body"),
        )  # fmt: skip
