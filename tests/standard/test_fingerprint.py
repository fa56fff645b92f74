"""The identity of a pack follows its meaning: not its layout, but every value in it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.standard.load import bundled_folder, load_pack
from hengxian.standard.model import clauses, forms, limits, matrix, names, rule, sheets, statuses, tree
from hengxian.standard.model.node import Node
from hengxian.standard.model.pack import Pack


def test_fingerprint_is_the_same_at_every_reading(pack: Pack):
    again = load_pack(bundled_folder())

    assert again.fingerprint == pack.fingerprint
    assert again == pack
    assert re.fullmatch(r"[0-9a-f]{64}", pack.fingerprint)
    assert pack.identity == f"CMM-525-0004@1.0#{pack.fingerprint}"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("limits.yaml", "# Constants", "# The constants"),
        ("limits.yaml", "{id: answer_seconds, name: 电话接听时限", "{name: 电话接听时限, id: answer_seconds"),
        ("indicators.yaml", "composite_weight: 0.30", "composite_weight: 0.3"),
        ("sheets.yaml", "group: service_norms}", "group: service_norms, contents: []}"),
    ],
)
def test_fingerprint_ignores_layout(altered: Callable[..., Path], pack: Pack, file: str, old: str, new: str):
    assert load_pack(altered(file, old, new)).fingerprint == pack.fingerprint


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("limits.yaml", "number: 15,", "number: 16,"),
        ("clauses-9.yaml", "evidence: 考核办法", "evidence: 考评办法"),
        ("clauses-9.yaml", "modal: [应]", "modal: [宜]"),
        ("parameters.yaml", 'suggestion: "36"', 'suggestion: "24"'),
    ],
)
def test_fingerprint_follows_every_value(
    altered: Callable[..., Path], pack: Pack, file: str, old: str, new: str
):
    assert load_pack(altered(file, old, new)).fingerprint != pack.fingerprint


def test_model_has_no_default_but_absence():
    modules = (clauses, forms, limits, matrix, names, rule, sheets, statuses, tree)
    models = {
        m for module in modules for m in vars(module).values() if isinstance(m, type) and issubclass(m, Node)
    }

    defaults = {f.default for m in models for f in m.model_fields.values() if not f.is_required()}

    assert len(models) > 15
    assert defaults == {None, ()}
