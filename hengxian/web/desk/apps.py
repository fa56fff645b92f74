"""Registers with Django the room of agents, supervisors, inspectors and knowledge editors."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages only."""

    name = "hengxian.web.desk"
    label = "desk"
    verbose_name = "话务台"

    def ready(self) -> None:
        """Fill the menu."""
        from hengxian.web.acting.visitor import DOORS
        from hengxian.web.components import menu
        from hengxian.web.line.lists import fill_menu  # needs the models loaded

        roles = DOORS["hotline"]["desk"]
        menu.add(
            menu.Entry(
                "话务受理",
                "headset",
                "desk:free_line",
                self.verbose_name,
                frozenset({"agent"}),
                103,
                site="hotline",
            ),
            menu.Entry(
                "查知识库", "journal-text", "desk:knowledge", self.verbose_name, roles, 104, site="hotline"
            ),
        )

        own = (
            ("督办台", "exclamation-diamond", "desk:supervising", "supervisor", 105),
            ("回访台", "telephone-outbound", "desk:following", "agent", 106),
            ("质检台", "clipboard2-pulse", "desk:inspecting", "inspector", 107),
            ("归档与目录", "archive", "desk:archive", "designated:archive", 108),
            ("录入测试", "keyboard", "desk:typing", "agent", 109),
        )
        for label, icon, name, role, place in own:
            menu.add(
                menu.Entry(label, icon, name, self.verbose_name, frozenset({role}), place, site="hotline")
            )

        fill_menu("desk", self.verbose_name)
