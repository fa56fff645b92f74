"""Self-assessment needs nobody: no network, no certification body's site or account, and nothing of one in what it makes."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers import serialize

from hengxian.hotline.assessing import filing
from hengxian.hotline.assessing.package import package
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.writing import write_dataset
from hengxian.hotline.models import Assessment
from tests.hotline.assessing.rounds import judged, measured
from tests.hotline.line import Line

BODY, ADDRESS = "甲乙认证中心", "https://body-of-the-test.example/"
REACHES = {
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "socket.bind",
}  # fmt: skip
_heard: list[str] = []
_is_listening = False


def _listen(event: str, told: tuple[Any, ...]) -> None:
    if _is_listening and event in REACHES:
        _heard.append(f"{event} {told}")


sys.addaudithook(_listen)


@contextmanager
def listening() -> Iterator[list[str]]:
    """What reaches for the network meanwhile; an audit hook hears every socket, whoever opens it."""
    global _is_listening
    _heard.clear()
    _is_listening = True
    try:
        yield _heard
    finally:
        _is_listening = False


def made(line: Line, folder: Path) -> tuple[Assessment, bytes, bytes]:
    """A round from data to package and folder."""
    line.does(
        "agent", line.order(), "answer", without_article="没有条目", result="已答复", claimed_resolved=True
    )
    write_dataset(Window(line.hotline, date(2026, 3, 2), date(2026, 3, 3), line.later(days=2)), folder, "csv")
    round_ = measured(line, judged(line), folder)
    line.does(
        "assessor", round_, "settle", strengths="流程完整", weaknesses="培训不足", conclusion="按计划改进"
    )
    line.does("manager", round_, "file")
    kept = Assessment.objects.get(pk=round_.pk)
    return kept, package(kept, {}, line.at), filing.folder(kept, by=line.actor("manager"), at=line.at)


def unpacked(*archives: bytes) -> str:
    """Every name and every word of some archives."""
    opened = [zipfile.ZipFile(io.BytesIO(each)) for each in archives]
    return "".join(
        name + one.read(name).decode("utf-8-sig", "replace") for one in opened for name in one.namelist()
    )


@pytest.mark.covers("D-4")
def test_a_round_from_data_to_package_asks_no_network_and_holds_nothing_of_a_body(
    line: Line, tmp_path: Path, settings: Any
) -> None:
    settings.HENGXIAN_SITES = {**settings.HENGXIAN_SITES, "body": ADDRESS}
    settings.HENGXIAN_BODY_NAME = BODY  # a deployment that knows a body by name must not write it either

    with listening() as heard:
        round_, carried, filed = made(line, tmp_path / "data")

    of_body = [
        model
        for model in apps.get_app_config("certification").get_models()
        if model._default_manager.exists()
    ]
    stored = serialize("json", [row for name in ("hotline", "records", "evaluation") for model in
                                apps.get_app_config(name).get_models() for row in model._default_manager.all()])  # fmt: skip
    written = "".join(path.read_text("utf-8-sig") for path in (tmp_path / "data").iterdir())
    told = unpacked(carried, filed) + stored + written
    assert heard == []
    assert of_body == []
    assert [word for word in (BODY, ADDRESS, "body-of-the-test") if word in told] == []
    assert round_.number in told  # what was searched is the round


def test_the_network_would_have_been_heard() -> None:
    import socket

    with listening() as heard, socket.socket() as one:
        one.bind(("127.0.0.1", 0))

    assert len(heard) == 1


@pytest.mark.covers("D-4")
def test_the_hotlines_site_starts_without_a_line_of_the_bodys(tmp_path: Path, root: Path) -> None:
    script = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import hengxian.hotline.assessing.package, hengxian.hotline.assessing.filing, hengxian.web.assess.rounds;"
        "print(sorted(name for name in sys.modules if name.startswith(('hengxian.certification', 'hengxian.web.office',"
        " 'hengxian.web.portal', 'hengxian.web.api', 'hengxian.web.register'))))"
    )
    known = {name: value for name, value in os.environ.items() if not name.startswith(("HENGXIAN", "DJANGO"))}

    said = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True, timeout=120,
        env={**known, "HENGXIAN_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hengxian.config.settings.hotline"},
    )  # fmt: skip

    assert said.stdout.strip() == "[]"
