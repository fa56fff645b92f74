"""What the switch writes: a file a day, sent to the hotline once, and again whenever nobody answered."""

import json
from pathlib import Path
from typing import Any

import pytest

from hengxian.hotline.intake import access
from hengxian.hotline.models import Contact, SwitchEvent
from hengxian.telephony.contract import event
from hengxian.telephony.posting import Posting
from hengxian.telephony.spool import Spool, send_rest
from tests.hotline.line import Line, set_line
from tests.telephony.scene import at

DAY = 86400


@pytest.fixture
def warned() -> list[str]:
    return []


def told(number: int, after: float = 0) -> dict[str, Any]:
    return event(f"e{number}", "arrival", f"c{number}", at(after), caller="0599-00000001")


def test_events_stand_in_the_file_of_their_day(tmp_path: Path, warned: list[str]) -> None:
    spool = Spool(tmp_path / "events", warned.append)

    for each in (told(1), told(2, DAY), told(3)):
        spool.write(each)

    files = {
        file.name: [json.loads(line) for line in file.read_text().splitlines()]
        for file in tmp_path.rglob("*.jsonl")
    }
    assert files == {"2026-03-02.jsonl": [told(1), told(3)], "2026-03-03.jsonl": [told(2, DAY)]}
    assert warned == []


def test_what_cannot_be_written_is_warned_of_and_written_later(tmp_path: Path, warned: list[str]) -> None:
    spool = Spool(tmp_path, warned.append)
    in_the_way = tmp_path / "2026-03-02.jsonl"
    in_the_way.mkdir()
    spool.write(told(1))
    in_the_way.rmdir()

    spool.write(told(2))

    assert len(warned) == 1 and warned[0].startswith("1 条事件未能写入")
    assert [json.loads(line) for line in in_the_way.read_text().splitlines()] == [told(1), told(2)]


def test_each_line_is_sent_once_and_a_half_written_one_waits(tmp_path: Path, warned: list[str]) -> None:
    spool, parcels = Spool(tmp_path, warned.append), list[bytes]()
    spool.write(told(1))
    send_rest(tmp_path, parcels.append)
    file = tmp_path / "2026-03-02.jsonl"
    with file.open("a") as place:
        place.write('{"id": "half')

    again = send_rest(tmp_path, parcels.append)

    assert (again, [json.loads(parcel) for parcel in parcels]) == (0, [told(1)])


def test_a_parcel_that_was_not_taken_is_sent_again(tmp_path: Path, warned: list[str]) -> None:
    def fail(_: bytes) -> None:
        raise OSError("down")

    Spool(tmp_path, warned.append).write(told(1))
    with pytest.raises(OSError, match="down"):
        send_rest(tmp_path, fail)
    parcels = list[bytes]()

    send_rest(tmp_path, parcels.append)

    assert [json.loads(parcel) for parcel in parcels] == [told(1)]


@pytest.fixture
def line(db: None, settings: Any) -> Line:
    settings.HENGXIAN_SITE, settings.HENGXIAN_ELSEWHERE = "hotline", ("certification",)
    settings.ROOT_URLCONF = "hengxian.config.urls_hotline"
    return set_line()


def test_the_hotline_takes_what_is_sent_with_its_key_and_nothing_without(
    tmp_path: Path, warned: list[str], line: Line, live_server: Any
) -> None:
    by = line.actor("manager")
    _, key = access.make(line.hotline, "排队机", "exchange", by=by, at=line.at)
    address = f"{live_server.url}/public/intake/exchange"
    spool = Spool(tmp_path, warned.append)
    spool.write(told(1))

    for each in ("hxl_wrong", key, key):
        posting = Posting(tmp_path, address, each, warned.append)
        posting.start()
        posting.finish()

    assert [sentence.partition("：")[0] for sentence in warned] == ["事件未能送达热线，将再次发送"]
    assert "答复 40" in warned[0]
    assert (SwitchEvent.objects.count(), Contact.objects.get().caller.telephone) == (1, "0599-00000001")


def test_an_address_that_is_none_is_warned_of(tmp_path: Path, warned: list[str]) -> None:
    Spool(tmp_path, warned.append).write(told(1))
    posting = Posting(tmp_path, "file:///somewhere", "key", warned.append)

    posting.start()
    posting.finish()

    assert warned == [
        "事件未能送达热线，将再次发送：地址应以 http:// 或 https:// 开头，现为 file:///somewhere"
    ]
