"""The head registers the body's own mark on the page of its register: a picture, and his word on what it resembles."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hengxian.certification.certificates.marking import mark_on
from hengxian.records.models import RegisterRow
from tests.certification.certificates.test_own_mark import MARK, WHOLE
from tests.web.scene import Scene, moment

ADDRESS = "/office/body/1/register/body_marks/"


def form(**said: object) -> dict[str, object]:
    told = {name: value for name, value in MARK.items() if name != "lawful"}
    picture = SimpleUploadedFile("徽标.png", WHOLE, content_type="image/png")
    return {**told, "evidence": picture, **said}


def test_mark_is_registered_by_form_with_the_declaration_and_not_without(scene: Scene) -> None:
    head = scene.client("head_of_body")
    page = head.get(ADDRESS).text

    refused = head.post(ADDRESS, form(key="a"))
    done = head.post(ADDRESS, form(key="b", lawful="on", **masked(page)))

    assert "不与国家推行的认证标志相同或者近似" in page
    assert (refused.status_code, done.status_code) == (422, 302), done.content.decode()[-3000:]
    assert RegisterRow.objects.filter(register="body_marks").count() == 1
    assert mark_on(moment("2026-11-01T00:00+08:00").date()).startswith("<svg")


def masked(page: str) -> dict[str, str]:
    """The box that says the file holds no personal data, by the name the form gives it."""
    names = [part.split('"')[0] for part in page.split('name="')[1:]]
    return {name: "on" for name in names if name.endswith("masked")}
