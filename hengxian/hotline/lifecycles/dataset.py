"""Writing a dataset is an act: who took which period's records out, pseudonymous, and when (B-2, R10.5.1.2)."""

from hengxian.kernel.lifecycle import Lifecycle, move

DATASET_EXPORT = Lifecycle(
    "dataset_export",
    "数据集导出",
    (
        move("export", "导出数据集", "— → 已导出", by="line_manager compiler system", needs="period_over_a_day",
             clause="10.5.1.2"),
        move("destroy", "销毁", "已导出 → 已销毁", by="line_manager", needs="dataset_is_listed", clause="10.5.2.3"),
    ),
)  # fmt: skip
