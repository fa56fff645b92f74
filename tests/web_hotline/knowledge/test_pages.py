"""The knowledge base on pages: found as one types, marked when out of date, written and published by two."""

from datetime import date

import pytest

from hengxian.hotline.models import Article
from tests.hotline.knowledge.test_articles import draft, published
from tests.web_hotline.scene import Scene


@pytest.mark.covers("R3.5")
def test_two_characters_find_an_article_with_source_and_validity(scene: Scene) -> None:
    published(scene.line, valid_until=date(2099, 12, 31))

    told = scene.client("agent").get("/desk/knowledge/?q=燃气").content.decode()

    assert all(word in told for word in ("燃气费缴纳", "燃气经营服务规范（虚构）", "有效至 2099-12-31"))


def test_expired_article_is_marked(scene: Scene) -> None:
    published(scene.line, valid_until=date(2026, 3, 3))

    assert "已过期，不能引用" in scene.client("agent").get("/desk/knowledge/?q=燃气").content.decode()


def test_typing_asks_for_the_findings_alone(scene: Scene) -> None:
    published(scene.line)

    told = (
        scene.client("agent").get("/desk/knowledge/?q=燃气", headers={"HX-Request": "true"}).content.decode()
    )

    assert told.lstrip().startswith("<article")


def test_editor_begins_an_article_on_the_hotlines_page(scene: Scene) -> None:
    line, client = scene.line, scene.client("editor")
    new = f"/desk/hotline/{line.hotline.pk}/new/article/draft/"
    said = {"title": "停水查询", "type": "办事指南", "text": "拨打供水公司电话查询。", "key": "k1"}
    answer = client.post(new, said)
    assert answer.status_code == 302

    article = Article.objects.get()

    assert (article.title, article.status, article.editions.get().text) == (
        "停水查询",
        "草稿",
        "拨打供水公司电话查询。",
    )


def test_alarms_list_what_waits(scene: Scene) -> None:
    article = draft(scene.line)
    scene.line.does("editor", article, "submit")

    assert article.number in scene.client("editor_two").get("/desk/knowledge/alarms/").content.decode()
