"""Knowledge: one editor writes, another publishes, and the agent finds it by two characters as he types."""

import pytest

from hengxian.hotline.models import Article, Hotline, Unit
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_article_is_written_by_one_published_by_another_and_found(stage: Stage, hotline: Hotline) -> None:
    writer, reviewer, agent = stage.desk("editor"), stage.desk("editor2"), stage.desk("agent")
    unit = Unit.objects.get(name="供水公司")

    writer.open(f"/desk/hotline/{hotline.pk}/new/article/draft/")
    writer.fill(
        {
            "title": "低水压怎么报修", "type": "办事指南", "unit_id": str(unit.pk), "question": "水压低\n水流太小",
            "text": "先看表前阀门是否开足；仍低的，由供水公司上门测压。", "source": "供水服务指南（虚构）",
            "valid_from": "2026-03-20", "is_lasting": "yes",
        }
    )  # fmt: skip
    writer.look("editor-1-write", ("desktop",))
    writer.send()
    article = Article.objects.get(title="低水压怎么报修")
    path = f"/desk/article/{article.pk}/"
    writer.act(path, "提交")
    reviewer.open("/desk/knowledge/alarms/")
    reviewer.look("editor-2-waiting", ("desktop",))
    reviewer.act(path, "发布")
    page = agent.open("/desk/knowledge/")
    page.locator("#q").fill("水压")
    page.get_by_role("link", name="低水压怎么报修").wait_for()
    agent.look("editor-3-found")

    article.refresh_from_db()
    assert (article.status, article.current is not None) == ("已发布", True)
