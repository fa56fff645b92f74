"""Drawing with a seed that anybody can draw again: a share of what comes, or a stratified sample of what is there.

Nobody chooses a seed: it is taken from the journal as it stands when the plan is made. The draw of a number
is SHA-256 of `draw`, seed and number, a line each, as the evaluation engine draws its samples.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from hengxian.evaluation.strata import Stratum, allocate
from hengxian.journal.appending import hold_chain

PARTS = 10_000
METHOD = (
    "对每件按 SHA-256（“draw”、种子、编号，各占一行）取前 8 个十六进制数位，除以 2 的 32 次方得 0 至 1 之间的数；"
    "小于抽取比例的列入。同一种子、同一编号所得相同，任何人可以重算。"
)
METHOD_BY_STRATUM = (
    "各层按件数比例分配（最大余数法，样本量允许时每层至少一件），层内按 SHA-256（“draw”、种子、编号，各占一行）"
    "由小到大取用。同一种子、同一范围所得相同，任何人可以重算。"
)


@dataclass(frozen=True)
class Allotted:
    """What a stratum holds, and how many of it were drawn."""

    stratum: Stratum
    size: int
    drawn: int


def seed_from_chain() -> int:
    """A seed nobody chose: the journal's last digest, taken under its lock; below 2⁶³."""
    return int(hold_chain().digest[:15], 16)


def mark(seed: int, number: str) -> str:
    """The digest (hex) that decides about a number."""
    return sha256(f"draw\n{seed}\n{number}".encode()).hexdigest()


def is_in_share(seed: int, number: str, percent: int) -> bool:
    """Whether a number falls into a share of so many percent."""
    return int(mark(seed, number)[:8], 16) * 100 < percent << 32


def stratified(strata: Mapping[str, Stratum], wanted: int, seed: int) -> tuple[list[str], list[Allotted]]:
    """The numbers drawn, in order of stratum and mark, and the table of strata."""
    by_stratum: dict[Stratum, list[str]] = {}
    for number, stratum in strata.items():
        by_stratum.setdefault(stratum, []).append(number)
    shares = allocate({one: len(numbers) for one, numbers in by_stratum.items()}, wanted)
    drawn, told = [], []
    for stratum in sorted(by_stratum):
        numbers = sorted(by_stratum[stratum], key=lambda number: (mark(seed, number), number))
        drawn += numbers[: shares[stratum]]
        told.append(Allotted(stratum, len(numbers), shares[stratum]))
    return drawn, told
