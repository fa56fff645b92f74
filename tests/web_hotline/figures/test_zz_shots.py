from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from hengxian.hotline.models import Contact, Order
from hengxian.hotline.staffing.rostering import set_roster
from hengxian.records.parameters import set_value
from tests.hotline.figures.records import scatter


@pytest.mark.django_db(transaction=True)
def test_shots(scene, live_server, chromium):
    cache.clear()
    now = datetime.now(UTC)
    line = scene.line
    scatter(line, 1, start=now - timedelta(days=20), days=20, contacts=900)
    for n in range(4):
        Contact.objects.create(
            hotline=line.hotline,
            channel=("phone", "sms", "mailbox", "phone")[n],
            identity=f"w{n}",
            arrived_at=now - timedelta(seconds=(40, 100, 9000, 5)[n]),
        )
    for n in range(4):
        Order.objects.create(
            hotline=line.hotline,
            number=f"20261123-0000{n}",
            channel="phone",
            type="appeal",
            matter=line.matters["停水"],
            title="小区停水",
            text="连续停水两天",
            area="东区",
            accepted_at=now - timedelta(hours=3),
            status="已受理",
        )
    Order.objects.create(
        hotline=line.hotline,
        number="20261123-00009",
        channel="phone",
        type="appeal",
        title="某",
        text="x",
        accepted_at=now,
        status="已受理",
        is_emergency=True,
        emergency_type="自然灾害",
        reported_to_manager_at=now,
    )
    set_value("P-concentrated", "3件 7天 事项 区域", by=line.actor("manager"), at=now, basis="本热线规定")
    set_value("P-smallcell", "5", by=line.actor("manager"), at=now, basis="本热线规定")
    set_value("P-cycles", "1", by=line.actor("manager"), at=now, basis="本热线规定")
    set_roster(line.hotline, [[1] * 24] * 7, in_force_from=now.date(), by=line.actor("manager"), at=now)
    c = scene.client("manager_two")
    on = now.date()
    c.post("/manage/reports/", {"recipients": "甲市人民政府办公室", "days": "5"})
    c.post(
        "/manage/reports/", {"since": str(on - timedelta(days=7)), "until": str(on), "title": "一周运行报告"}
    )
    c.post("/manage/datasets/", {"since": str(on - timedelta(days=7)), "until": str(on), "form": "csv"})
    c.post("/manage/datasets/1/evaluate/")
    c.post(
        f"/manage/hotline/{line.hotline.pk}/new/disclosure/draft/",
        {
            "title": "一周公告",
            "since": str(on - timedelta(days=7)),
            "until": str(on),
            "divisions": ["area", "matter", "type"],
        },
    )
    sid = c.cookies["sessionid"].value if "sessionid" in c.cookies else next(iter(c.cookies.values())).value
    name = next(k for k in c.cookies if "session" in k)
    for w, h, tag in ((1366, 768, "w"), (390, 844, "n")):
        ctx = chromium.new_context(viewport={"width": w, "height": h}, locale="zh-CN")
        ctx.add_cookies([{"name": name, "value": sid, "url": live_server.url}])
        page = ctx.new_page()
        for p in (
            "board/",
            "board/wall/",
            "board/pictures/",
            "datasets/",
            "dataset_export/1/",
            "results/1/",
            "reports/",
            "hotline_report/1/",
            "topics/",
            "staffing/",
            "disclosure/1/",
        ):
            r = page.goto(f"{live_server.url}/manage/{p}")
            sw = page.evaluate("document.documentElement.scrollWidth")
            print(p, r.status, tag, sw)
            page.screenshot(path=f"/tmp/he_shots/{p.strip('/').replace('/', '_')}_{tag}.png", full_page=True)
        ctx.close()
