"""A pack whose weights do not form a tree is refused, and told where and by how much (R13.1.1, T1)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.standard.check import check_pack
from hengxian.standard.finding import PackError
from hengxian.standard.load import bundled_folder, load_pack

FLAT = """
      - {id: flat_a, name: 即时答复率, weight: 60}
      - {id: flat_b, name: 诉求解决率, weight: 40}
"""


@pytest.mark.covers("R13.1.1.1", "R13.1.1.2", "R13.1.1.3", "R13.1.1.4", "T1")
def test_pack_listing_both_levels_flat_is_refused_naming_the_sum(altered: Callable[..., Path]):
    text = (bundled_folder() / "indicators.yaml").read_text(encoding="utf-8")
    start = text.index("    groups:\n", text.index("- id: efficiency"))
    folder = altered(
        "indicators.yaml", text[start:], "    groups:" + FLAT + text[start + len("    groups:\n") :]
    )

    with pytest.raises(PackError, match=r"服务效率：各二级指标权重之和为200%，应为100%"):
        load_pack(folder)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "name: 服务热情度, weight: 7",
            "name: 服务热情度, weight: 8",
            "indicators.yaml › 服务质量 › 服务态度：三级指标权重之和为21%，应等于二级指标权重20%（13.1.1）",
        ),
        (
            "composite_weight: 0.15",
            "composite_weight: 0.2",
            "indicators.yaml：各维度综合权重之和为1.05，应为1（C.5）",
        ),
        (
            "        name: 服务规范性\n        weight: 25",
            "        name: 服务规范性\n        weight: 24",
            "indicators.yaml › 服务质量：各二级指标权重之和为99%，应为100%（13.1.1）",
        ),
    ],
)
def test_wrong_weight_is_named(altered: Callable[..., Path], old: str, new: str, sentence: str):
    findings = check_pack(altered("indicators.yaml", old, new))

    assert sentence in [finding.sentence for finding in findings]


@pytest.mark.parametrize("weight", ["7.0e0", "-7", "NaN", "７", "七", "''"])
def test_weight_that_is_no_plain_decimal_is_refused(altered: Callable[..., Path], weight: str):
    folder = altered(
        "indicators.yaml", "name: 服务热情度, weight: 7,", f"name: 服务热情度, weight: {weight},"
    )

    (finding,) = check_pack(folder)

    assert finding.node.startswith("indicators.yaml › dimensions › quality › groups › service_attitude › ")
    assert finding.node.endswith("warmth › weight")
    assert finding.message.startswith("应为不带符号的十进制数")
