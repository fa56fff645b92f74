"""Times the body's pages: a sheet of scores saved in one request, and a list of ten thousand cases at any depth.

CISO Assistant v3.11.1 took 43.7 s to save 60 single scores on such a machine (../shared/design/peers.md). Here a
sheet goes in one request. What counts of a list is that its cost does not grow with the depth.
usage: bin/bench web [--cases 10000]
"""

import argparse
import html
import os
import re
import tempfile
import time
from pathlib import Path
from typing import Any

PEER_SECONDS, PEER_SCORES = 43.7, 60
MOST_QUERIES = 12
REPEAT = 5
LISTS = (
    ("all", "", (1, 10, 100)),
    ("one state", "?status=现场中", (1, 10)),
    ("a word", "?q=AN-2020-00", (1, 10)),
)
NEXT = re.compile(r'href="(\?[^"]*)" rel="next"')


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench web", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="default 10,000")
    return parser.parse_args()


def open_site(folder: Path) -> None:
    """Django over an empty database in a file there, as a site has it."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'body.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "hengxian.config.settings.test"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def quickest(browser: Any, address: str) -> tuple[float, int]:
    """Seconds of the quickest of some runs of a page, and its number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
        asked = len(queries)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    taken = []
    for _ in range(REPEAT):
        began = time.perf_counter()
        browser.get(address)
        taken.append(time.perf_counter() - began)
    return min(taken), asked


def time_sheets(scene: Any) -> None:
    """All judged leaves on their fifteen sheets, a request each; and a checklist of every clause in one request."""
    from hengxian.certification.edition import pack
    from hengxian.certification.models import Case, Member
    from hengxian.certification.queries.sheets import sheets_of
    from hengxian.records.models import RegisterRow
    from hengxian.records.registers.subjects import subjects
    from tests.cast import placed

    case = Case.objects.get(pk=scene.pk("case"))
    placed(Member(case=case, person=scene.people["auditor"].person, duty="evaluation_member"))
    browser, shown = scene.client("auditor"), kept_evidence(case)
    taken = {}
    for sheet in sheets_of(case):
        judged = [line.leaf for line in sheet.lines if pack().tree.leaf(line.leaf).source == "judged"]
        said = {"score": "80", "reason": "按所见记录评判", "evidence": shown}
        form = {f"{leaf}-{name}": value for leaf in judged for name, value in said.items()}
        if judged:
            taken[sheet.id] = (
                seconds_of(browser, f"/office/case/{case.pk}/sheets/{sheet.id}/", form),
                len(judged),
            )
    clauses = list(subjects(pack().register("checklist"), pack()))
    said = {"conclusion": "符合", "methods": "文件审查", "finding": "与文件和记录一致"}
    form = {"key": "k"} | {
        f"r{n}-{name}": value for n, _ in enumerate(clauses) for name, value in said.items()
    }
    checklist = seconds_of(
        scene.client("lead_auditor"), f"/office/case/{case.pk}/register/checklist/sheet/", form
    )
    assert RegisterRow.objects.filter(register="leaf_judgements").count() == sum(
        count for _, count in taken.values()
    )
    report(list(taken.values()), checklist, len(clauses))


def report(sheets: list[tuple[float, int]], checklist: float, clauses: int) -> None:
    """Side by side with the peer, whose figure is a constant: it was measured on another day."""
    total, scores = sum(seconds for seconds, _ in sheets), sum(count for _, count in sheets)
    print(f"{scores} scores with reason and evidence on {len(sheets)} sheets, a request each: {total:.2f} s")
    print(f"checklist of {clauses} clauses, one request: {1000 * checklist:.0f} ms")
    for name, seconds, lines in (("sheets", total, scores), ("checklist", checklist, clauses)):
        times = (PEER_SECONDS / PEER_SCORES) / (seconds / lines)
        print(f"  {name}: the peer takes {times:.0f} times as long for a line (wanted: 50)")


def seconds_of(browser: Any, address: str, form: dict[str, str]) -> float:
    """How long a form takes to be saved."""
    began = time.perf_counter()
    answer = browser.post(address, form)
    taken = time.perf_counter() - began
    if answer.status_code != 302:
        raise SystemExit(f"{address}: {answer.status_code}")
    return taken


def kept_evidence(case: Any) -> str:
    """A piece of evidence, as rows refer to it."""
    from io import BytesIO

    from hengxian.people.models import Account
    from hengxian.records.files.keeping import Particulars, keep
    from tests.cast import NOON

    by = Account.objects.get(username="auditor").as_actor()
    told = Particulars(is_declared_masked=True)
    content = BytesIO("所见".encode())
    kept = keep(content, "所见.txt", about=case.story, category="evidence", by=by, at=NOON, particulars=told)
    return f"file:{kept.pk}"


def fill(scene: Any, cases: int) -> None:
    """So many cases in every state, past the journal: only their list is looked at."""
    from hengxian.certification.models import Case

    one = Case.objects.get(pk=scene.pk("case"))
    states = ("已立案", "已组组", "现场中", "报告已批", "已决定", "已归档")
    Case.objects.bulk_create(
        [
            Case(
                number=f"AN-2020-{n:06d}", type="initial", organisation=one.organisation, hotline=one.hotline,
                status=states[n % len(states)], rule_edition=one.rule_edition, opened_at=one.opened_at,
            )
            for n in range(cases)
        ],
        batch_size=500,
    )  # fmt: skip


def time_list(scene: Any, cases: int) -> None:
    """The first page and pages far behind it, plain and filtered, reached by the link to the next page."""
    browser = scene.client("clerk")
    print(f"list of {cases:,} cases: milliseconds and queries by page")
    for name, query, pages in LISTS:
        address, reached = f"/office/case/{query}", 1
        for page in pages:
            while reached < page and (following := NEXT.search(browser.get(address).text)):
                address, reached = "/office/case/" + html.unescape(following[1]), reached + 1
            seconds, queries = quickest(browser, address)
            told = "" if queries <= MOST_QUERIES else f"  more than {MOST_QUERIES}"
            print(f"  {name:<10} page {reached:>4} {1000 * seconds:8.1f} ms {queries:>4}{told}")


def main() -> None:
    asked = read_arguments()
    with tempfile.TemporaryDirectory() as folder:
        open_site(Path(folder))
        from tests.web.scene import set_scene

        scene = set_scene()
        time_sheets(scene)
        fill(scene, asked.cases)
        time_list(scene, asked.cases)


if __name__ == "__main__":
    main()
