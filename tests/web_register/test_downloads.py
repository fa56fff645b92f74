"""What can be taken away: open data, credentials, the facts, and the whole register as plain pages (E-3, E-5)."""

import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from hengxian.publication.credential import verify_credential
from hengxian.publication.folder import head_of
from hengxian.publication.opendata import verify_open_data, write_open_data
from hengxian.publication.reading import read
from hengxian.publication.signing import key_ring
from hengxian.web.register.static_export import export
from tests.publication.conftest import NOON


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def published(publisher):
    publisher.issue("HX-1")
    publisher.issue("云岭/2026（1）", results=())
    publisher.change("HX-1", "有效", "暂停")
    publisher.attest()
    write_open_data(publisher.folder, publisher.key, NOON)
    return publisher


@pytest.mark.covers("E-3")
def test_open_data_are_downloaded_and_verify_with_the_published_key(published, client, tmp_path):
    page = client.get("/open-data").content.decode()
    names = re.findall(r'href="/open-data/([^"]+)" download', page)
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    for name in names:
        (downloads / name).write_bytes(body_of(client.get(f"/open-data/{name}")))
    told = client.get("/keys.json").json()["keys"]

    made_at = verify_open_data(downloads, key_ring(told))

    assert names == ["certificates.json", "certificates.csv", "signature.json"]
    assert made_at == NOON
    assert "生成时间 2026-03-02 12:00" in page


def test_credential_and_status_list_are_served_to_any_page_and_verify(published, client):
    key = published.key.public_key
    responses = [client.get(path) for path in ("/credentials/HX-1.json", "/status-lists/message-0.json")]
    documents = [json.loads(body_of(response)) for response in responses]

    for document in documents:
        verify_credential(document, {key.key_id: key})

    assert [response["Access-Control-Allow-Origin"] for response in responses] == ["*", "*"]
    assert documents[0]["credentialSubject"]["number"] == "HX-1"


def test_facts_can_be_mirrored_and_read_elsewhere(published, client, tmp_path):
    mirror = tmp_path / "mirror"
    (mirror / "segments").mkdir(parents=True)
    (mirror / "head.json").write_bytes(body_of(client.get("/facts/head.json")))
    (mirror / "segments/000000000001.jsonl").write_bytes(body_of(client.get("/facts/1.jsonl")))

    kinds = [fact.kind for fact in read(mirror)]

    assert len(kinds) == head_of(published.folder).sequence


@pytest.mark.parametrize(
    "address",
    [
        "/open-data/lock",
        "/open-data/..%2Fhead.json",
        "/status-lists/..%2Fattested.json",
        "/credentials/..%2Fhead.json",
        "/facts/7.jsonl",
    ],
)
def test_no_other_file_is_served(published, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.covers("E-5")
def test_static_copy_shows_everything_without_any_site(published, tmp_path, settings):
    published.issue("HX-3", issued_on=date(2020, 1, 1), valid_until=date(2021, 1, 1))
    copy = tmp_path / "copy"

    export(copy, NOON)
    settings.HENGXIAN_FACTS = Path("nowhere")

    pages = {path.relative_to(copy).as_posix(): path.read_text("utf-8") for path in copy.rglob("*.html")}
    assert 'verdict-word">暂停<' in pages["c/HX-1/index.html"]
    assert 'verdict-word">已过有效期<' in pages["c/HX-3/index.html"]
    assert "静态副本" in pages["c/云岭/2026（1）/index.html"]
    assert "2026-03-02 12:00 生成的静态副本" in pages["index.html"]
    assert not any("<form" in page for page in pages.values())
    assert (copy / "credentials/HX-1.json").exists()


def test_every_link_of_the_static_copy_leads_to_a_file(published, tmp_path):
    copy = tmp_path / "copy"
    export(copy, NOON)

    broken = [
        (path.relative_to(copy).as_posix(), link)
        for path in copy.rglob("*.html")
        for link in re.findall(r'(?:href|src)="([^"]*)"', path.read_text("utf-8"))
        if not link.startswith(("#", "https:"))
        and not (path.parent / unquote(link.partition("#")[0].partition("?")[0])).is_file()
    ]

    assert broken == []


def test_a_second_copy_takes_the_place_of_the_first(published, tmp_path):
    copy = tmp_path / "copy"
    export(copy, NOON)
    published.change("HX-1", "暂停", "撤销")

    export(copy, NOON)

    assert 'verdict-word">撤销<' in (copy / "c/HX-1/index.html").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy"]
