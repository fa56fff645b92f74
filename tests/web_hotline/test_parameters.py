"""What the rule leaves open, set by the hotline's manager."""

from hengxian.records.parameters import value_of
from tests.web_hotline.scene import Scene


def test_the_manager_sees_what_concerns_a_hotline_and_sets_it(scene: Scene) -> None:
    manager = scene.client("manager")

    listed = manager.get("/manage/parameters/").content.decode()
    manager.post("/manage/parameters/P-near/", {"value": "2", "basis": "本热线规定"})

    assert "P-near" in listed and "P-term" not in listed
    found = value_of("P-near")
    assert found is not None and found.set_by_name == "主管壬"


def test_nobody_else_has_the_page(scene: Scene) -> None:
    answers = [scene.client(who).get("/manage/parameters/").status_code for who in ("agent", "clerk")]

    assert answers == [404, 404]
