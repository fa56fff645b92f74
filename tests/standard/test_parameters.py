"""Open parameters: all of the catalogue are there, and not one has a value."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.standard.check import check_pack
from hengxian.standard.model.pack import Pack


def test_every_parameter_is_unset(pack: Pack):
    assert len(pack.parameters) == 69
    assert [parameter.id for parameter in pack.parameters if parameter.value is not None] == []


def test_parameters_are_the_rows_of_the_catalogue(pack: Pack, shared: Path):
    catalogue = (shared / "design" / "requirements.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (P-[a-z]+) ", catalogue, re.MULTILINE)

    assert len(rows) == 44
    assert list(dict.fromkeys(parameter.row for parameter in pack.parameters)) == rows
    assert set(rows) <= set(pack.parameters.ids)


def test_parameter_with_a_value_is_refused(altered: Callable[..., Path]):
    folder = altered("parameters.yaml", 'suggestion: "36"', 'value: "36"')

    (finding,) = check_pack(folder)

    assert finding.sentence == "parameters.yaml › P-term：规则未规定此项，规则包内不得取值“36”"


def test_certificate_term_blocks_issuing_only(pack: Pack):
    term = pack.parameters["P-term"]

    assert (term.clauses, term.unit, term.blocks) == (("7.1.6",), "month", "颁发证书")


@pytest.mark.parametrize("parameter", ["P-grade", "P-bonus", "P-filing", "P-security"])
def test_parameter_that_nothing_waits_for_blocks_nothing(pack: Pack, parameter: str):
    assert pack.parameters[parameter].blocks is None
