"""Cases on their way to the site, as pages need them."""

import pytest

from hengxian.certification.models import Case, Member, Site
from hengxian.people.models import Organisation
from tests.web.scene import Scene, add_case, stored


@pytest.fixture
def planning(scene: Scene) -> Case:
    """A case being planned, of the scene's lead and auditor, at a hotline with two places."""
    return set_planning(scene)


def set_planning(scene: Scene) -> Case:
    """The same, for tests that set their scene themselves."""
    hotline = scene.records["hotline"]
    for name in ("市民服务大厅", "话务大厅"):
        stored(Site(hotline=hotline, name=name, address="甲市人民路一号"))
    own = Organisation.objects.get(pk=scene.records["organisation"].pk)
    case = add_case(own, hotline, "AN-2026-002", "已组组")
    for role, duty in (
        ("lead_auditor", "team_lead"),
        ("auditor", "team_auditor"),
        ("lead_auditor", "evaluation_lead"),
    ):
        stored(Member(case=case, person=scene.people[role].person, duty=duty))
    case.plan = {
        "on_site_from": "2026-12-07", "on_site_until": "2026-12-09", "reach": "全面", "sections": [],
        "reason": "", "purpose": "验证符合性", "scope": "甲市热线",
    }  # fmt: skip
    case.save()
    return case
