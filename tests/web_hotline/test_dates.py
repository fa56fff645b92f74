"""One way of writing days and instants on the hotline's pages: 2026-03-02, 2026-03-02 12:00."""

import re
from pathlib import Path

import pytest

from tests.hotline.closing import closed
from tests.web_hotline.scene import Scene

WEB = Path(__file__).parents[2] / "hengxian" / "web"
ROOMS = ("desk", "unit", "manage", "assess", "public", "line", "acting")
OTHER_STYLE = re.compile(r"\d+年\d+月\d+日")


def test_templates_of_the_hotline_write_days_by_the_house_filters() -> None:
    texts = {path: path.read_text() for room in ROOMS for path in (WEB / room / "templates").rglob("*.html")}

    strange = [
        f"{path.name}: {found}"
        for path, text in texts.items()
        for found in re.findall(r"\|day\b|\|date:[^ }]+", text)
        if found not in ("|date:'Y-m-d'", '|date:"H:i:s"')  # the value of an input; the clock of the board
    ]

    assert len(texts) > 60
    assert strange == []


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("agent", "/desk/line/"), ("agent", "/desk/order/{order}/"), ("supervisor", "/desk/supervising/"),
        ("clerk", "/unit/"), ("clerk", "/unit/order/{order}/"), ("manager", "/manage/order/{order}/"),
        ("manager", "/manage/today/"), ("manager", "/manage/board/"), ("manager", "/manage/reports/"),
        ("manager", "/manage/datasets/"), ("manager", "/manage/staffing/"), ("manager", "/manage/arrangement/"),
        ("manager", "/manage/keeping/"), ("manager", "/manage/parameters/"), ("anonymous", "/public/city/figures/"),
    ],
)  # fmt: skip
def test_pages_show_no_other_style(scene: Scene, who: str, address: str) -> None:
    order = closed(scene.line)

    answer = scene.client(who).get(address.format(order=order.pk))

    assert answer.status_code == 200
    assert OTHER_STYLE.findall(answer.content.decode()) == []
