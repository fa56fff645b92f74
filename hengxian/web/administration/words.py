"""Entries of the journal as an administrator reads them: who, when, which act on what; never what a case says."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps

from hengxian.journal.models import Entry, Lived
from hengxian.journal.verifying import recorded_models

# Verbs that no lifecycle lists.
VERBS = {
    "create": "建立", "amend": "修改", "enrol": "登记人员", "register": "登记组织", "open": "开立账号",
    "grant": "授予角色", "withdraw": "收回角色", "lock": "锁定账号", "unlock": "解除锁定",
    "reset_sign_in": "重置登录手段", "change_password": "更换密码", "sign_in": "登录", "sign": "签署保密承诺书",
    "reveal": "查看明文", "export": "导出",
}  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """One entry in words."""

    sequence: int
    at: str
    actor: str
    label: str
    about: str
    from_state: str
    to_state: str
    reason: str


def spoken(entries: Iterable[Entry]) -> list[Spoken]:
    """The entries with their acts and objects called by the words of the product."""
    return [
        Spoken(
            entry.sequence, entry.at, entry.actor, verb(entry.object_kind, entry.verb),
            f"{_labels().get(entry.object_kind, entry.object_kind)} {entry.object_id}",
            entry.from_state, entry.to_state, entry.reason,
        )
        for entry in entries
    ]  # fmt: skip


def verb(kind: str, name: str) -> str:
    """What an act is called."""
    return _moves().get((kind, name)) or VERBS.get(name, name)


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {model.kind: model.label for model in recorded_models()}


@lru_cache(maxsize=1)
def _moves() -> dict[tuple[str, str], str]:
    lived = [model for model in apps.get_models() if issubclass(model, Lived)]
    return {(model.kind, row.verb): row.label for model in lived for row in model.lifecycle}
