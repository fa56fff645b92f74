import time, pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hengxian.certification.models import Case
from tests.web.scene import set_scene
def test_perf(db):
    scene=set_scene(); c=scene.records["case"]
    Case.objects.bulk_create([Case(number=f"X-{i:05}",type="initial",organisation=c.organisation,hotline=c.hotline,status="现场中" if i%3 else "已立案",rule_edition="x",opened_at=c.opened_at) for i in range(10000)])
    for who in ("clerk","head_of_body","lead_auditor","committee_chair","appeal_panel"):
        b=scene.client(who); b.get("/office/case/")
        for path in ("/office/case/","/office/case/?q=X-05","/office/case/?status=已立案","/office/case/?after=WzUwXQ","/office/"):
            with CaptureQueriesContext(connection) as q:
                t=time.perf_counter(); r=b.get(path); t=time.perf_counter()-t
            print(who,path,r.status_code,len(q),f"{t*1000:.0f} ms")
    b=scene.client("lead_auditor")
    t=time.perf_counter()
    with CaptureQueriesContext(connection) as q: r=b.get(f"/office/case/{c.pk}/")
    print("record",r.status_code,len(q),f"{(time.perf_counter()-t)*1000:.0f} ms")
    t=time.perf_counter(); r=b.get(f"/office/case/{c.pk}/register/checklist/sheet/"); print("sheet",r.status_code,f"{(time.perf_counter()-t)*1000:.0f} ms",len(r.content))
