"""Registers the portal with Django, and puts its lists into the applicants' menu."""

from django.apps import AppConfig

from hengxian.web.components import menu

APPLICANT = frozenset({"applicant"})
LISTS = (
    ("application", "申请", "file-earmark-text"),
    ("case", "审核", "folder2-open"),
    ("nonconformity", "不符合项", "exclamation-triangle"),
    ("certificate", "证书", "award"),
    ("appeal", "申诉", "chat-left-quote"),
    ("organisation", "本组织", "building"),
    ("hotline", "本组织的热线", "telephone"),
)


class PortalConfig(AppConfig):
    """Pages of the applicants."""

    name = "hengxian.web.portal"
    label = "portal"
    verbose_name = "申请方"

    def ready(self) -> None:
        """Fill the menu."""
        menu.add(
            menu.Entry("待办", "inbox", "portal:desk", roles=APPLICANT, order=1),
            menu.Entry("通知", "bell", "portal:notices", roles=APPLICANT, order=3),
            menu.Entry("查找", "search", "portal:search", roles=APPLICANT, order=2),
            *(
                menu.Entry(label, icon, "portal:list", "认证", APPLICANT, 10 + place, (kind,))
                for place, (kind, label, icon) in enumerate(LISTS)
            ),
        )
