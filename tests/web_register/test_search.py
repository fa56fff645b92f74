"""Search and list: what is found, page by page, at a cost that neither rows nor depth change (E-1)."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from hengxian.kernel.words import phrases_of, words_of
from hengxian.web.register.finding import find
from hengxian.web.register.index.catching_up import build
from hengxian.web.register.views import search as search_view


def numbers(shown: str) -> list[str]:
    return re.findall(r'href="/c/([^"]+)"', shown)


@pytest.fixture
def cities(publisher):
    """Five invented hotlines, one of each standing."""
    rows = [
        ("云岭-2026-0001", "云岭市市民热线服务中心", "云岭市12345热线", "云岭市", date(2999, 1, 1)),
        ("云岭-2026-0002", "望海县政务服务中心", "望海县12345热线", "望海县", date(2999, 1, 1)),
        ("云岭-2026-0003", "青石区燃气管理处", "青石区燃气服务热线", "青石区", date(2990, 1, 1)),
        ("YL20270004", "青石区水务局", "青石区供水热线96116", "青石区", date(2999, 1, 1)),
        ("YL20270005", "𠮷山镇便民中心", "𠮷山热线", "𠮷山镇", date(2995, 6, 1)),
    ]
    for number, holder, hotline, place, until in rows:
        publisher.issue(
            number, holder=holder, hotline=hotline, place=place, issued_on=date(2020, 1, 1), valid_until=until
        )
    publisher.change("云岭-2026-0002", "有效", "暂停")
    publisher.change("YL20270004", "有效", "撤销")
    return publisher


@pytest.fixture
def listed(cities):
    """They stand in the register's list."""
    build(cities.folder)
    return cities


@pytest.mark.covers("E-1")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("云岭-2026-0001", ["云岭-2026-0001"]),
        ("yl2027", ["YL20270004", "YL20270005"]),
        ("YL 2027-0005", ["YL20270005"]),
        ("燃气", ["云岭-2026-0003"]),
        ("青石", ["YL20270004", "云岭-2026-0003"]),
        ("望海县政务服务中心", ["云岭-2026-0002"]),
        ("县", ["云岭-2026-0002"]),
        ("12345", ["云岭-2026-0002", "云岭-2026-0001"]),
        ("９６１１６", ["YL20270004"]),
        ("青石 供水", ["YL20270004"]),
        ("𠮷山", ["YL20270005"]),
        ("石青", []),
        ("中心云岭", []),
        ("不予批准", []),
    ],
)
def test_search_finds_number_organisation_hotline_and_place_whole_or_in_part(cities, text, asked, expected):
    shown = text("/", q=asked)

    assert [number.replace("%E4%BA%91%E5%B2%AD", "云岭") for number in numbers(shown)] == expected
    assert ("没有查到符合条件的证书" in shown) == (expected == [])


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ("suspended", ["云岭-2026-0002"]),
        ("revoked", ["YL20270004"]),
        ("deregistered", []),
        ("valid", ["云岭-2026-0001", "YL20270005", "云岭-2026-0003"]),
    ],
)
def test_list_is_narrowed_by_standing(cities, text, narrowed, expected):
    alone, with_words = text("/", status=narrowed), text("/", status=narrowed, q="热线")

    assert [number.replace("%E4%BA%91%E5%B2%AD", "云岭") for number in numbers(alone)] == expected
    assert sorted(numbers(with_words)) == sorted(numbers(alone))


def test_list_of_ended_certificates_goes_by_date(publisher, text):
    publisher.issue("HX-1", issued_on=date(2020, 1, 1), valid_until=date(2022, 1, 1))
    publisher.issue("HX-2")
    publisher.issue("HX-3", issued_on=date(2020, 1, 1), valid_until=date(2023, 1, 1))

    alone, with_words = text("/", status="ended"), text("/", status="ended", q="HX")

    assert (numbers(alone), numbers(with_words)) == (["HX-3", "HX-1"], ["HX-3", "HX-1"])


def test_a_word_follows_the_certificate_when_its_name_changes(publisher, text):
    publisher.issue("HX-1")
    before = numbers(text("/", q="市民热线"))
    publisher.issue("HX-1", version=2, nature="变更", holder="云岭市诉求受理中心", hotline="云岭市12345热线")

    after = numbers(text("/", q="市民热线")), numbers(text("/", q="诉求受理"))

    assert (before, after) == (["HX-1"], ([], ["HX-1"]))


def test_pages_follow_one_another_without_gap_or_repeat(publisher, client):
    for n in range(45):
        publisher.issue(f"HX-{n:03d}", issued_on=date(2020, 1, 1), valid_until=date(2990 + n % 3, 1, 1))
    questions = ({}, {"q": "云岭"}, {"q": "HX-"}, {"status": "valid"}, {"q": "云岭", "status": "valid"})

    for asked in questions:
        seen, address = [], "/"
        while address:
            shown = client.get(address, asked if address == "/" else None).content.decode()
            seen.append(numbers(shown))
            following = re.search(r'href="(\?[^"]*)" rel="next"', shown)
            address = "/" + following[1].replace("&amp;", "&") if following else ""

        assert [len(one) for one in seen] == [20, 20, 5], asked
        assert sorted(number for one in seen for number in one) == [f"HX-{n:03d}" for n in range(45)], asked


def test_numbers_alike_but_for_punctuation_follow_one_another(publisher, client):
    publisher.issue("H-X-7")
    for n in range(25):
        publisher.issue("HX7" + "-" * n)

    first = find("hx7", "", "", date(2026, 5, 1)) if build(publisher.folder) else None
    second = find("hx7", "", first.next, date(2026, 5, 1))

    assert (len(first.rows), len(second.rows), second.next) == (20, 6, "")
    assert len({row.pk for row in first.rows + second.rows}) == 26


def test_a_cursor_that_is_nonsense_gives_the_first_page(cities, text):
    pages = [
        numbers(text("/", after=after)) for after in ("", "x~y", "i~-1", "n~~", "d~2026-99-99~1", "'; drop")
    ]

    assert pages == [pages[0]] * len(pages)


ADDRESSES = (
    "/",
    "/?q=云岭",
    "/?q=HX-0",
    "/?status=valid",
    "/?q=云岭&status=valid",
    "/c/HX-001",
    "/announcements",
    "/rules",
    "/about",
    "/meaning",
    "/open-data",
    "/verify?number=HX-001&k=1",
    "/complaint",
)


def queries_of(client: Client, address: str) -> int:
    """How many one page takes."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(queries)


def test_every_page_takes_at_most_twelve_queries_and_the_same_with_three_and_three_hundred(publisher, client):
    counts = []
    for start, end in ((0, 3), (3, 300)):
        for n in range(start, end):
            publisher.issue(f"HX-{n:03d}")
        build(publisher.folder)
        counts.append({address: queries_of(client, address) for address in ADDRESSES})

    few, many = counts
    assert few == many
    assert {address: count for address, count in many.items() if count > 12} == {}


def test_a_request_that_catches_up_stays_within_twelve_queries_plus_the_reading(publisher, client):
    publisher.issue("HX-1")
    client.get("/c/HX-1")
    publisher.change("HX-1", "有效", "暂停")

    with CaptureQueriesContext(connection) as queries:
        client.get("/c/HX-1")

    assert len(queries) <= 30


@pytest.mark.covers("E-1")
def test_too_many_searches_from_one_address_are_told_to_wait(cities, client, monkeypatch):
    answers = [client.get("/", {"q": "云岭"}).status_code for _ in range(search_view.SEARCHES_A_MINUTE + 1)]

    refused = client.get("/", {"q": "云岭"})

    assert (answers[0], refused.status_code, refused["Retry-After"]) == (200, 429, "60")
    assert "请一分钟后再试" in refused.content.decode()
    assert client.get("/", REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.parametrize(("proxies", "expected"), [(0, 429), (1, 200), (2, 429)])
def test_requests_are_counted_by_the_address_our_own_proxy_saw(cities, client, settings, proxies, expected):
    settings.HENGXIAN_PROXIES = proxies
    for _ in range(search_view.SEARCHES_A_MINUTE):
        client.get("/", HTTP_X_FORWARDED_FOR="203.0.113.1, 203.0.113.2")

    answer = client.get("/", HTTP_X_FORWARDED_FOR="203.0.113.1, 203.0.113.3")

    assert answer.status_code == expected


@pytest.mark.parametrize(
    "address", ["/?q=%00", "/c/HX%00", "/verify?number=%00&k=1", "/announcements?kind=%00"]
)
def test_a_text_no_database_holds_finds_nothing(cities, client, address):
    assert client.get(address).status_code == 404


@trying(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_no_query_breaks_the_search(listed, query):
    for narrowed in ("", "valid", "revoked"):
        listing = find(query.replace("\0", ""), narrowed, "", date(2026, 5, 1))

        assert len(listing.rows) <= 5


def test_words_cut_chinese_into_pairs_and_keep_the_rest_whole():
    cut = words_of(["云岭市", "HX-2026", "热"]), phrases_of("云岭市 h热")

    assert cut == (
        ["云岭", "岭市", "市", "hx", "2026", "热"],
        [(["云岭", "岭市"], False), (["h"], True), (["热"], True)],
    )
