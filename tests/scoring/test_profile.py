"""The bundled profile, what a body may declare in its own, and what identifies it."""

import pytest

from hengxian.scoring.profile import ORIGIN, ProfileError, bundled_profile, load_profile

OWN = """
id: city
name: 本市方案
owner: 某市热线
edition: "2025"
mapping: linear
raters: {raters}
bonus: {bonus}
parameters: {parameters}
"""


@pytest.fixture
def load(tmp_path):
    def load(text=OWN, raters="mean", bonus="true", parameters="{followup_days: 2}"):
        path = tmp_path / "city.yaml"
        path.write_text(text.format(raters=raters, bonus=bonus, parameters=parameters), encoding="utf-8")
        return load_profile(path)

    return load


@pytest.mark.covers("C-7")
def test_bundled_profile_is_named_hashed_versioned_and_says_whose_it_is():
    stamp = bundled_profile().stamp()

    assert (stamp["id"], stamp["edition"], stamp["origin"]) == ("linear", "1", "机构自定（规则未规定）")
    assert stamp["origin"] == ORIGIN
    assert len(str(stamp["fingerprint"])) == 64


def test_bundled_profile_declares_nothing():
    profile = bundled_profile()

    assert profile.stamp()["parameters"] == {}
    assert (profile.raters, profile.bonus) == ("show_all", False)


def test_own_profile_declares_what_the_rule_leaves_open(load):
    profile = load(parameters="{followup_days: 2, aht: {target_hours: 24, max_hours: '72.5'}}")

    assert (profile.raters, profile.bonus) == ("mean", True)
    assert profile.stamp()["parameters"] == {
        "followup_days": 2,
        "aht": {"target_hours": "24", "max_hours": "72.5"},
    }


def test_fingerprint_changes_with_what_is_declared_and_not_with_layout(load):
    declared = load(parameters="{followup_days: 2}")

    same = load(text="# 说明\n" + OWN)
    other = load(parameters="{followup_days: 3}")

    assert declared.fingerprint == same.fingerprint != other.fingerprint


def test_declaring_followup_days_makes_another_profile():
    bundled = bundled_profile()
    bundled_fingerprint = bundled.fingerprint

    declared = bundled.declaring(followup_days=3)

    assert declared.stamp()["parameters"] == {"followup_days": 3}
    assert declared.fingerprint != bundled_fingerprint
    assert bundled.parameters.followup_days is None
    with pytest.raises(ProfileError, match="回访期限应为非负整数"):
        bundled.declaring(followup_days=-1)


@pytest.mark.parametrize(
    ("faults", "sentence"),
    [
        ({"raters": "median"}, "raters：应为以下之一：'show_all', 'mean'，现为“median”"),
        ({"bonus": "maybe"}, "bonus：应为 true 或 false"),
        ({"parameters": "{followup_days: soon}"}, "parameters › followup_days：应为非负整数"),
        ({"parameters": "{followup_days: 1.5}"}, "parameters › followup_days：应为非负整数"),
        (
            {"parameters": "{aht: {target_hours: 72, max_hours: 24}}"},
            "parameters › aht：max_hours 须大于 target_hours",
        ),
        ({"parameters": "{aht: {target_hours: 72}}"}, "parameters › aht › max_hours：缺少此项"),
        ({"parameters": "{near_due: 1}"}, "parameters › near_due：不认识这一项，请核对键名"),
    ],
)
def test_faulty_profile_is_refused_in_one_sentence(load, faults, sentence):
    with pytest.raises(ProfileError) as caught:
        load(**faults)

    assert str(caught.value) == f"city.yaml：{sentence}"


def test_unknown_bundled_profile_is_refused_with_those_there_are():
    with pytest.raises(ProfileError, match=r"没有名为 quadratic 的评分方案；随附的有：linear"):
        bundled_profile("quadratic")
