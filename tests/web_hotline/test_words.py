"""Every act outside the tables has a word, so that no timeline shows the name of a verb."""

import re
from pathlib import Path

from hengxian.hotline.lifecycles import ALL
from hengxian.web.acting.domain import here
from hengxian.web.acting.timeline import PLAIN
from tests.web_hotline.scene import Scene

VERB = re.compile(r'\bverb="([a-z_]+)"')


def test_every_verb_that_the_hotline_writes_has_a_word(root: Path) -> None:
    files = (root / "hengxian/hotline").rglob("*.py")
    written = {verb for file in files for verb in VERB.findall(file.read_text(encoding="utf-8"))}

    assert {"post", "write", "designate"} <= written
    assert written - {**PLAIN, **here().verbs}.keys() == set()


def test_every_duty_and_tie_of_the_tables_has_a_word() -> None:
    moves = [move for lifecycle in ALL for move in lifecycle]
    duties = {name for move in moves for name in move.by}
    ties = {name for move in moves for name in move.apart if "." not in name}

    assert {name for name in duties if "_" in name or name == "responsible"} - here().duties.keys() == set()
    assert ties - here().ties.keys() == set()


def test_help_shows_no_name_of_a_duty(scene: Scene) -> None:
    page = scene.client("agent").get("/help/lifecycles/").content.decode()
    main = re.sub(r"<[^>]+>", " ", page[page.index("<main") :])

    assert set(re.findall(r"[a-z_]{4,}", main)) == set()
