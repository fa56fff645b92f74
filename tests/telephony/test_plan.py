"""The plan of a switch: read from TOML, or refused in one sentence."""

import re
from pathlib import Path

import pytest

from hengxian.kernel.refusals import Incomplete
from hengxian.telephony.plan import Phone, Plan, read_plan

AGENT = '[[agents]]\nuser = "agent"\nextension = "1001"\nphone = "sip:1001@192.0.2.11"\n'
HEAD = 'name = "city"\nnumber = "12345"\nlisten = "192.0.2.10:5060"\n'


def read(folder: Path, text: str) -> Plan:
    file = folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return read_plan(file)


def test_plan_is_read_with_paths_seen_from_where_it_lies(tmp_path: Path) -> None:
    unit = '[[units]]\nname = "城管局"\nextension = "2001"\nphone = "sip:2001@192.0.2.21"\n'

    plan = read(tmp_path, HEAD + 'music = "waiting.wav"\nring_seconds = 12\n' + AGENT + unit)

    assert plan == Plan(
        name="city", number="12345", listen="192.0.2.10:5060", ring_seconds=12, music=str(tmp_path / "waiting.wav"),
        events=str(tmp_path / "events"), recordings=str(tmp_path / "recordings"),
        phones=(
            Phone("1001", "sip:1001@192.0.2.11", "agent", is_agent=True),
            Phone("2001", "sip:2001@192.0.2.21", "城管局", is_agent=False),
        ),
    )  # fmt: skip
    assert plan.phone_of("2001") == plan.phones[1]
    assert plan.phone_of("9") is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = ", "plan.toml 不是 TOML 文件"),
        (AGENT, "缺少 name、number、listen"),
        (HEAD, "至少应有一个 [[agents]]"),
        (HEAD + 'colour = "red"\n' + AGENT, "不认识 colour，可有的键为 name、number"),
        (HEAD + "ring_seconds = -1\n" + AGENT, "ring_seconds 应为不小于 0 的秒数，现为 -1"),
        (HEAD + "queue = 1\n" + AGENT, "queue 应为文字，现为 1"),
        (HEAD + 'test_callers = "0"\n' + AGENT, "test_callers 应为文字的列表"),
        (HEAD.replace("city", "../city") + AGENT, "name 应为 1 至 40 个字母"),
        (HEAD.replace(":5060", "") + AGENT, "listen 应为 地址:端口"),
        (HEAD + AGENT + AGENT, "分机号 1001 写了不止一次"),
        (HEAD + AGENT.replace('1001"', '甲"', 1), "extension 应为数字"),
        (HEAD + AGENT.replace("sip:", ""), "phone 应为 SIP 地址"),
        (HEAD + '[[agents]]\nextension = "1"\nphone = "sip:1@a"', "[[agents]] 第 1 个缺少 user"),
        (HEAD + "agents = 3", "agents 应写作若干个 [[agents]]"),
    ],
)
def test_wrong_plan_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Incomplete, match="^.*" + re.escape(sentence)):
        read(tmp_path, text)
