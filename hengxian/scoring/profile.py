"""A scoring profile: what the body declares where the rule is silent; named, versioned, hashed (C-7)."""

from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator

from hengxian.scoring.reading import read_record
from hengxian.standard.fingerprint import digest
from hengxian.standard.model.node import Count, Exact, Node, Text, Yes

ORIGIN = "机构自定（规则未规定）"
"""Printed with every profile: no mapping from figures to points stands in the rule."""


class ProfileError(ValueError):
    """A profile that cannot be used: one Chinese sentence naming file, place and what was expected."""


class HandlingTarget(Node):
    """P-aht: hours up to which the mean handling time scores 100, and from which it scores 0."""

    target_hours: Exact
    max_hours: Exact

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.target_hours >= self.max_hours:
            raise ValueError("max_hours 须大于 target_hours")
        return self


class Parameters(Node):
    """Open parameters of the rule that scores and figures need; each starts unset."""

    followup_days: Count | None = None
    aht: HandlingTarget | None = None


class Profile(Node):
    """How figures become points. `linear`: 100 × a share.

    `raters` (P-raters) says whether several raters who differ leave a leaf open or make a mean;
    `bonus` (P-bonus) whether the 提升指标 are added to the composite.
    """

    id: Text
    name: Text
    owner: Text
    edition: Text
    mapping: Literal["linear"]
    raters: Literal["show_all", "mean"] = "show_all"
    bonus: Yes = False
    parameters: Parameters = Parameters()

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) of the profile as applied, declared parameters included."""
        return digest(self)

    def declaring(self, *, followup_days: int) -> Self:
        """This profile with P-followup declared, in working days; it has another fingerprint."""
        if followup_days < 0:
            raise ProfileError(f"回访期限应为非负整数（工作日），不能是 {followup_days}")
        parameters = self.parameters.model_copy(update={"followup_days": followup_days})
        return self.model_copy(update={"parameters": parameters})

    def stamp(self) -> dict[str, object]:
        """The `profile` part of result.json; parameters still unset are absent."""
        return {
            "id": self.id,
            "name": self.name,
            "owner": self.owner,
            "edition": self.edition,
            "fingerprint": self.fingerprint,
            "origin": ORIGIN,
            "mapping": self.mapping,
            "raters": self.raters,
            "bonus": self.bonus,
            "parameters": self.parameters.model_dump(mode="json", exclude_none=True),
        }


def bundled_profile(name: str = "linear") -> Profile:
    """A profile that comes with the product; ProfileError when there is none of that name."""
    folder = Path(__file__).parent / "profiles"
    known = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if name not in known:
        raise ProfileError(f"没有名为 {name} 的评分方案；随附的有：{'、'.join(known)}")
    return load_profile(known[name])


def load_profile(path: Path) -> Profile:
    """A profile from a YAML file. Errors: ProfileError."""
    return read_record(path, Profile, refuse=ProfileError)
