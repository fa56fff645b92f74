import os
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
import pytest
from django.conf import settings as s
from tests.web_hotline.scene import set_scene
@pytest.mark.django_db(transaction=True)
def test_shots(live_server, chromium, settings):
    scene = set_scene()
    for who, path, name in (("manager","/manage/arrangement/","arr"),("both","/desk/","desk"),("both","/manage/order/","lists")):
        for w,h in ((1366,768),):
            ctx = chromium.new_context(locale="zh-CN", viewport={"width":w,"height":h})
            c = scene.client(who)
            ctx.add_cookies([{"name": s.SESSION_COOKIE_NAME, "value": c.cookies[s.SESSION_COOKIE_NAME].value, "url": live_server.url}])
            page = ctx.new_page(); page.goto(live_server.url + path); page.screenshot(path=f"/tmp/w-{name}-{w}.png", full_page=True); ctx.close()
