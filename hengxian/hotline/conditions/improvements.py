"""What an improvement plan needs to be approved, and to be closed (12.2.1, 12.2.2)."""

from hengxian.hotline.models import Improvement
from hengxian.journal.conditions import Act, condition

NEEDED = (
    ("problem", "问题", "12.2.1.1"), ("direction", "改进方向", "12.2.1.1"), ("goal", "目标", "12.2.1.2"),
    ("measures", "措施", "12.2.1.2"), ("due_on", "期限", "12.2.1.2"), ("person_id", "责任人", "12.2.1.3"),
    ("resources", "资源", "12.2.1.4"),
)  # fmt: skip


@condition
def improvement_complete(plan: Improvement, act: Act) -> str | None:
    """Problem and direction, goal, measures and limit, responsible unit and person, resources (12.2.1.1-4)."""
    lacking = [f"{label}（{clause}）" for name, label, clause in NEEDED if not getattr(plan, name)]
    if plan.unit_id is None and not plan.unit_name:
        lacking.append("责任单位（12.2.1.3）")
    return f"改进计划还缺：{'、'.join(lacking)}" if lacking else None


@condition
def follow_on_if_ineffective(plan: Improvement, act: Act) -> str | None:
    """Not effective: it goes on, or a follow-on plan is linked before it closes (12.2.2.3)."""
    if act.to != "已关闭" or act.facts["is_effective"]:
        return None
    if plan.follow_ons.exclude(status="已取消").exists():
        return None
    return "评估为无效：请继续实施，或先拟订接续的改进计划（12.2.2.3）"
