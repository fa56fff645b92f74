import os, pytest
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
from django.conf import settings as S
from django.test import Client
from hengxian.certification.acting import perform
from tests.certification.certificates.certified import *
from tests.certification.world import set_world
from tests.web.certificates.conftest import settled
pytestmark=[pytest.mark.django_db(transaction=True)]
def test_shots(chromium, live_server, tmp_path, settings):
    settings.HENGXIAN_FACTS = tmp_path/"facts"; settings.HENGXIAN_SIGNING_KEY = tmp_path/"keys"/"p.pem"
    world=set_world(); set_terms(world); world.set(P_suspension=6)
    c=issued(world); case2=ready_case(world)
    files=evidence(world,c.story)
    perform(c,"propose_suspension",by=world["keeper"],at=world.at,ground="8.2.1.3",shows=["主管机关文书或查实材料","分级理由"],reason="未经批准添加内容",evidence=files)
    def shoot(who, path, name, size=(1366,768)):
        b=Client(); b.force_login(settled(who))
        ctx=chromium.new_context(locale="zh-CN", viewport={"width":size[0],"height":size[1]})
        ctx.add_cookies([{"name":S.SESSION_COOKIE_NAME,"value":b.cookies[S.SESSION_COOKIE_NAME].value,"url":live_server.url}])
        p=ctx.new_page(); p.goto(live_server.url+path); p.screenshot(path=f"/tmp/s5/{name}.png", full_page=True)
        w=p.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"); print(name,w); ctx.close()
    os.makedirs("/tmp/s5",exist_ok=True)
    shoot("head",f"/office/certificate/{c.pk}/","cert")
    shoot("client",f"/portal/certificate/{c.pk}/","client-phone",(390,844))
    shoot("keeper",f"/office/case/{case2.pk}/new/certificate/draft/","draft")
    shoot("head",f"/office/certificate/{c.pk}/suspend/","suspend")
    shoot("keeper",f"/office/certificate/{c.pk}/investigate/","investigate")
    shoot("keeper","/office/watching/","watching"); shoot("keeper","/office/publications/","publications")
    from hengxian.certification.queries.certificates import newest_edition
    from hengxian.records.models import StoredFile
    from hengxian.records.files.keeping import store
    f=StoredFile.objects.get(pk=newest_edition(c).file)
    pass
