"""Times the public register over an index of a million invented certificates: every page, by depth, with its queries.

What counts is that a row of the table does not grow with the depth, and that no page asks more than 12 queries.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEPTHS = (0, 10, 50, 90, 99)
MOST_QUERIES = 12
YEARS = 11 * 31_536_000  # seconds over which the certificates were issued, since 2015
PLACES = [first + second for first in "云望青北金松银竹石长" for second in "岭海石川河"]
KINDS = ("市", "县", "区", "州", "旗")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench register", description=__doc__)
    parser.add_argument("--certificates", type=int, default=1_000_000, help="default 1,000,000")
    parser.add_argument("--repeat", type=int, default=9, help="runs of each page; the quickest counts")
    parser.add_argument(
        "--folder", type=Path, default=HERE.parent / "var" / "bench", help="where the index goes (var/bench)"
    )
    return parser.parse_args()


def open_site(folder: Path) -> None:
    """Django over the index in that folder, under the register's own settings."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hengxian.config.settings.register"
    os.environ["HENGXIAN_HOME"] = str(folder)
    os.environ["HENGXIAN_FACTS"] = str(folder / "facts")
    os.environ.setdefault("HENGXIAN_HOSTS", "testserver")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


ROWS = {
    "register_certificate": "id number number_key holder hotline place "
    "status status_at edition issued_on valid_until predecessor",
    "register_edition": "id certificate_id edition nature published_at printed check_code_digest pdf_sha256 pdf_sm3",
    "register_change": "sequence certificate_id before after changed_at",
    "register_announcement": "sequence category title text announced_on number",
}
PRINTED = {
    "address_kind": "注册地址",
    "scope": "热线的受理、办理、回访与归档",
    "bases": [{"number": "GB/T 33358-2016", "title": "政府热线服务规范"}],
    "rule": "CMM-525-0004",
    "rule_edition": "1.0",
    "category": "政府热线服务能力认证",
    "field": "政府热线服务",
    "mode": "服务特性要求测评+服务管理要求审核",
    "body": "虚构认证有限公司",
}


def rows_of(n: int, certificates: int) -> dict[str, tuple[object, ...]]:
    """The rows of the n-th certificate by table; every fortieth is suspended or revoked."""
    from hengxian.publication.checkcode import digest_check_code
    from hengxian.publication.digests import sha256_of
    from hengxian.web.register.index.words import number_key

    place = PLACES[n % 50] + KINDS[n // 50 % 5]
    at = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(seconds=n * YEARS // certificates)
    number, digest = f"HX-{at.year}-{n:07d}", sha256_of(str(n).encode())
    holder = f"{place}{'燃气' if n % 5000 == 7 else '市民'}热线服务中心{n % 997}"
    hotline = f"{place}第{n % 997}号12345政务服务便民热线"
    status = "有效" if n % 40 != 3 else "撤销" if n % 200 == 3 else "暂停"
    issued, until = at.date().isoformat(), (at + timedelta(days=1095)).date().isoformat()
    told = at.strftime("%Y-%m-%d %H:%M:%S")
    printed = {
        "number": number,
        "holder": holder,
        "hotline": hotline,
        "place": place,
        "address": f"{place}望江路9号",
    }
    printed |= {**PRINTED, "issued_on": issued, "valid_until": until}
    title = f"关于颁发{holder}认证证书的公告"
    return {
        "register_certificate": (
            *(n + 1, number, number_key(number), holder, hotline, place),
            *(status, told, 1, issued, until, ""),
        ),
        "register_edition": (
            *(n + 1, n + 1, 1, "颁发", told),
            *(json.dumps(printed, ensure_ascii=False), digest_check_code(number, "0"), digest, digest),
        ),
        "register_change": (n + 1, n + 1, "", status, told),
        "register_announcement": (n + 1, "颁证公告", title, title, issued, number),
    }


def fill(certificates: int, folder: Path) -> float:
    """Write the rows the index would hold after reading so many certificates; seconds taken."""
    from django.db import connection, transaction

    from hengxian.publication.folder import Head, write_head
    from hengxian.publication.reading import Cursor
    from hengxian.web.register.index.catching_up import VERSION
    from hengxian.web.register.index.search import entry_of, word_index
    from hengxian.web.register.models import Certificate, Source, Tally

    began, batch = time.perf_counter(), 10_000
    word_index().prepare()
    for start in range(0, certificates, batch):
        rows = [rows_of(n, certificates) for n in range(start, min(start + batch, certificates))]
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns in ROWS.items():
                names = columns.split()
                marks = ", ".join(["%s"] * len(names))
                sql = f"insert into {table} ({', '.join(names)}) values ({marks})"
                cursor.executemany(sql, [row[table] for row in rows])
            word_index().put([], [entry_of(Certificate(*row["register_certificate"])) for row in rows])
        print(f"\r{start + len(rows):,} certificates", end="", file=sys.stderr)
    print(file=sys.stderr)
    for status in ("有效", "暂停", "撤销"):
        Tally.objects.create(name=status, count=Certificate.objects.filter(status=status).count())
    cursor_at = asdict(Cursor(sequence=certificates))
    Source.objects.create(pk=1, version=VERSION, cursor=cursor_at, sequence=certificates)
    (folder / "facts").mkdir(exist_ok=True)
    write_head(folder / "facts", Head(certificates, "0" * 64))
    return time.perf_counter() - began


def addresses(certificates: int) -> dict[str, Callable[[int], str]]:
    """The pages by name, each with its address at a row so many from the newest."""
    from hengxian.web.register.models import Announcement, Certificate

    def by_date(row: int, narrowed: str) -> str:
        on = datetime.fromtimestamp(time.time(), UTC).date()  # noqa: TID251 (a benchmark has a clock)
        rows = Certificate.objects.filter(status="有效").order_by("-valid_until", "-id")
        rows = rows.filter(valid_until__gte=on) if narrowed == "valid" else rows.filter(valid_until__lt=on)
        found = rows[rows.count() * row // (certificates + 1)]
        return f"/?status={narrowed}&after=d~{found.valid_until}~{found.pk}"

    def by_number(row: int) -> str:
        found = Certificate.objects.filter(number_key__startswith="hx201").order_by("number_key")
        found = found[found.count() * row // (certificates + 1)]
        return f"/?q=HX-201&after=n~{found.number_key}~{found.pk}"

    last = Certificate.objects.order_by("-pk").values_list("pk", flat=True)[0]
    announced = Announcement.objects.order_by("-pk").values_list("pk", flat=True)[0]
    return {
        "list": lambda row: f"/?after=i~{last - row}" if row else "/",
        "list, revoked": lambda row: f"/?status=revoked&after=i~{last - row}",
        "list, in force": lambda row: by_date(row, "valid"),
        "list, past its date": lambda row: by_date(row, "ended"),
        "search 热线 (all)": lambda row: f"/?q=热线&after=i~{last - row}",
        "search 云岭市 (1 in 250)": lambda row: f"/?q=云岭市&after=i~{last - row}",
        "search 燃气 (1 in 5,000)": lambda row: f"/?q=燃气&after=i~{last - row}",
        "search 云岭 热线, suspended": lambda row: f"/?q=云岭 热线&status=suspended&after=i~{last - row}",
        "search 热线, in force": lambda row: f"/?q=热线&status=valid&after=i~{last - row}",
        "search 无此字": lambda row: f"/?q=无此字&after=i~{last - row}",
        "search HX-201": by_number,
        "certificate": lambda row: f"/c/{Certificate.objects.get(pk=last - row).number}",
        "verify by code": lambda row: f"/verify?number={Certificate.objects.get(pk=last - row).number}&k=0",
        "announcements": lambda row: f"/announcements?after={announced - row}",
    }


def time_page(client: object, address: str, repeat: int) -> tuple[float, int]:
    """Seconds of the quickest run, and number of queries, of a page."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        asked = len(queries)
    if response.status_code != 200:
        sys.exit(f"{address}: {response.status_code}")
    taken = []
    for _ in range(repeat):
        cache.clear()  # nobody is told to wait here
        began = time.perf_counter()
        client.get(address)
        taken.append(time.perf_counter() - began)
    return min(taken), asked


def main() -> None:
    asked = read_arguments()
    folder = asked.folder / f"register-{asked.certificates}"
    folder.mkdir(parents=True, exist_ok=True)
    open_site(folder)
    from django.test import Client

    from hengxian.web.register.models import Source

    if not Source.objects.exists():
        seconds = fill(asked.certificates, folder)
        print(f"index of {asked.certificates:,} certificates: {seconds:.0f} s")
    print(f"{asked.certificates:,} certificates; milliseconds a page by depth, and queries")
    print(f"{'page':<30}" + "".join(f"{depth:>7} %" for depth in DEPTHS) + "  queries")
    client, most = Client(), 0
    for name, address in addresses(asked.certificates).items():
        rows = [asked.certificates * depth // 100 for depth in DEPTHS]
        measured = [time_page(client, address(row), asked.repeat) for row in rows]
        queries = max(count for _, count in measured)
        most = max(most, queries)
        print(f"{name:<30}" + "".join(f"{seconds * 1000:>9.1f}" for seconds, _ in measured) + f"{queries:>9}")
    print(f"most queries: {most} (wanted: at most {MOST_QUERIES})")


if __name__ == "__main__":
    main()
