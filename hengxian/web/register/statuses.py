"""The four statuses and the two that only dates make, explained in plain words beside the rule's own (8.1)."""

from dataclasses import dataclass
from functools import cache

from hengxian.standard.load import bundled_pack


@dataclass(frozen=True)
class Meaning:
    """What a standing means: the rule's words (`quoted`, empty where the rule has none), ours, and the clause."""

    label: str
    quoted: str
    plain: str
    clause: str


_PLAIN = {
    "有效": "证书仍在有效期内，认证机构没有作出暂停、撤销或注销的决定。可以按证书载明的范围使用。",
    "暂停": "认证机构要求限期整改，其间证书不能使用；整改经验证后恢复，超期未完成的可能被撤销。有效期照常计算。",
    "撤销": "认证机构认定持证单位不再符合认证要求，证书永久失去效力，不再恢复。",
    "注销": "证书因届满未申请再认证、持证单位申请或者依法终止等原因终止，不再恢复。",
    "已过有效期": "证书载明的有效期已经届满，不再是有效证书。届满本身不改变登记的状态，要由认证机构另行作出决定。",
    "尚未生效": "所查询的日期早于证书颁发日期。",
}
_CLAUSES = {
    "有效": "8.1、7.1.6",
    "暂停": "8.1、8.2.1、8.3.1",
    "撤销": "8.1、8.2.2、8.3.2",
    "注销": "8.1、8.2.3、8.3.3",
}


@cache
def meanings() -> tuple[Meaning, ...]:
    """The statuses in the order of 8.1, then what dates make of them."""
    quoted: dict[str, str] = {status.id: status.text for status in bundled_pack().statuses.statuses}
    return tuple(
        Meaning(label, quoted.get(label, ""), plain, _CLAUSES.get(label, "7.1.6、8.4.3"))
        for label, plain in _PLAIN.items()
    )


def meaning_of(label: str) -> Meaning:
    """The meaning of one standing."""
    return next(meaning for meaning in meanings() if meaning.label == label)
