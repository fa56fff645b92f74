from tests.web.scene import set_scene
SHOTS=[("clerk","/office/"),("lead_auditor","/office/case/1/"),("lead_auditor","/office/case/1/register/checklist/sheet/"),("lead_auditor","/office/case/1/new/nonconformity/raise/"),("applicant","/portal/case/1/"),("lead_auditor","/office/case/1/register/interviews/"),("head_of_body","/office/parameters/"),("clerk","/help/lifecycles/"),("clerk","/office/case/"),("clerk","/account/tokens/")]
def test_shots(transactional_db, live_server, chromium):
    from axe_playwright_python.sync_playwright import Axe
    scene=set_scene()
    for size,name in (((1366,768),"d"),((390,844),"m")):
        for i,(who,path) in enumerate(SHOTS):
            c=scene.client(who)
            ctx=chromium.new_context(viewport={"width":size[0],"height":size[1]},locale="zh-CN")
            ctx.add_cookies([{"name":"sessionid","value":c.cookies["sessionid"].value,"url":live_server.url}])
            p=ctx.new_page(); msgs=[]
            p.on("console",lambda m:msgs.append(m.text))
            r=p.goto(live_server.url+path)
            wide=p.evaluate("document.documentElement.scrollWidth")
            v=[(x["id"],x["impact"],[n["target"] for n in x["nodes"]][:2]) for x in Axe().run(p).response["violations"]] if name=="m" else ""
            print(name,path,r.status,wide,msgs,v)
            p.screenshot(path=f"/tmp/shot_i_{name}{i}.png",clip={"x":0,"y":0,"width":size[0],"height":min(1900,p.evaluate("document.documentElement.scrollHeight"))},full_page=True)
            ctx.close()
