"""DATABASE_URL, and what is said of one that cannot be used."""

import pytest

from hengxian.config.database import SQLITE, database


def test_site_without_an_address_uses_the_file_of_its_home(tmp_path):
    assert database("", tmp_path / "body.sqlite3") == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "body.sqlite3"),
        "OPTIONS": SQLITE,
    }


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///data/a%20b.sqlite3", "data/a b.sqlite3"),
        ("sqlite:////srv/a.sqlite3", "/srv/a.sqlite3"),
        ("sqlite://", ":memory:"),
    ],
)
def test_sqlite_address_names_a_file(url, name):
    assert database(url, "unused")["NAME"] == name


def test_postgres_address_is_taken_apart():
    found = database("postgres://hx:p%40ss@db.example:5433/heng%20xian?sslmode=require", "unused")

    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "heng xian",
        "USER": "hx",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://a/b", "DATABASE_URL 无法识别：mysql；应为 sqlite"),
        ("a.sqlite3", "DATABASE_URL 无法识别：缺少协议；应为"),
        ("postgres://hx@db.example", "DATABASE_URL 缺少库名；应为"),
    ],
)
def test_address_that_cannot_be_used_is_refused_in_one_sentence(url, sentence):
    with pytest.raises(ValueError, match=sentence):
        database(url, "unused")
