"""Registers the administrators' pages with Django."""

from django.apps import AppConfig

from hengxian.web.components import menu

OPENING = frozenset({"system_administrator", "security_administrator"})
KEEPING = frozenset({"system_administrator"})
AUDITING = frozenset({"audit_administrator"})


class AdministrationConfig(AppConfig):
    """Pages only; the records are those of people and journal."""

    name = "hengxian.web.administration"
    label = "administration"
    verbose_name = "系统管理"

    def ready(self) -> None:
        """Fill the menu."""
        menu.add(
            menu.Entry("账号", "person-badge", "administration:accounts", "管理", OPENING, 1),
            menu.Entry("角色", "diagram-3", "administration:roles", "管理", OPENING | AUDITING, 2),
            menu.Entry("事项推送", "broadcast", "administration:webhooks", "管理", KEEPING, 3),
            menu.Entry("日志", "journal-check", "administration:journal", "审计", AUDITING, 1),
            menu.Entry("被拒绝的操作", "slash-circle", "administration:attempts", "审计", AUDITING, 3),
            menu.Entry("清除个人信息的记录", "eraser", "administration:erased", "审计", AUDITING, 4),
            menu.Entry("未送达的通知邮件", "envelope-x", "administration:undelivered", "审计", AUDITING, 5),
        )
