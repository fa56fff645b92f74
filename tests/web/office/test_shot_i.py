import pytest
from tests.web.scene import set_scene
SHOTS=[("clerk","/office/"),("lead_auditor","/office/case/1/"),("lead_auditor","/office/case/1/register/checklist/sheet/"),("lead_auditor","/office/case/1/new/nonconformity/raise/"),("applicant","/portal/case/1/"),("lead_auditor","/office/case/1/register/interviews/")]
def test_shots(transactional_db, live_server, chromium):
    scene=set_scene()
    for size,name in (((1366,768),"d"),((390,844),"m")):
        for i,(who,path) in enumerate(SHOTS):
            c=scene.client(who)
            ctx=chromium.new_context(viewport={"width":size[0],"height":size[1]},locale="zh-CN")
            ctx.add_cookies([{"name":"sessionid","value":c.cookies["sessionid"].value,"url":live_server.url}])
            p=ctx.new_page(); msgs=[]
            p.on("console",lambda m:msgs.append(m.text))
            r=p.goto(live_server.url+path)
            print(name,path,r.status,msgs)
            p.screenshot(path=f"/tmp/shot_i_{name}{i}.png",full_page=True)
            ctx.close()
