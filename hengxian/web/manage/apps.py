"""Registers with Django the room of the hotline's managers."""

from django.apps import AppConfig

from hengxian.web.components import menu

FIGURES = (
    ("board", "实时看板", "speedometer2"), ("reports", "报告编制", "file-earmark-bar-graph"),
    ("topics", "热点事项", "fire"), ("staffing", "座席测算", "calendar3-week"),
    ("datasets", "数据集与测评", "database"),
)  # fmt: skip


class ManageConfig(AppConfig):
    """Pages only."""

    name = "hengxian.web.manage"
    label = "manage"
    verbose_name = "热线管理"

    def ready(self) -> None:
        """Fill the menu."""
        from hengxian.web.line.lists import fill_menu  # needs the models loaded

        fill_menu("manage", self.verbose_name)
        managers = frozenset({"hotline_manager"})
        menu.add(
            menu.Entry(
                "台账一览",
                "journal-check",
                "manage:keeping",
                self.verbose_name,
                managers,
                390,
                site="hotline",
            )
        )
        menu.add(
            menu.Entry(
                "参数", "sliders", "manage:parameters", self.verbose_name, managers, 395, site="hotline"
            )
        )
        own = (
            ("今日须办", "calendar-check", "manage:today", 303),
            ("承办单位评价", "bar-chart-steps", "manage:units", 322),
            ("归档与目录", "archive", "manage:archive", 323),
            ("单位与岗位", "diagram-3", "manage:arrangement", 394),
        )
        for label, icon, name, place in own:
            menu.add(menu.Entry(label, icon, name, self.verbose_name, managers, place, site="hotline"))
        menu.add(
            menu.Entry("接入密钥", "key", "manage:keys", self.verbose_name, managers, 396, site="hotline"),
            menu.Entry(
                "短信网关", "chat-dots", "manage:sms", self.verbose_name, managers, 397, site="hotline"
            ),
        )
        menu.add(
            *(
                menu.Entry(
                    label, icon, f"manage:{name}", self.verbose_name, managers, 312 + number, site="hotline"
                )
                for number, (name, label, icon) in enumerate(FIGURES)
            )
        )
