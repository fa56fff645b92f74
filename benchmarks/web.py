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
    """Every judged leaf in a request of its own, all of them in one, and a checklist of every clause in one."""
    from hengxian.records.models import RegisterRow

    leaf_by_leaf, at_once = (rated_case(scene, number) for number in ("AN-2026-101", "AN-2026-102"))
    browser, said = scene.client("auditor"), judgements(leaf_by_leaf)
    browser.get(f"/office/case/{leaf_by_leaf.pk}/sheets/")  # what a program does once, done for both
    singly = sum(
        seconds_of(browser, f"/office/case/{leaf_by_leaf.pk}/sheets/{sheet}/", form)
        for sheet, form in said.values()
    )
    whole = {name: value for _, form in judgements(at_once).values() for name, value in form.items()}
    together = seconds_of(browser, f"/office/case/{at_once.pk}/sheets/all/", whole)
    assert RegisterRow.objects.filter(register="leaf_judgements").count() == 2 * len(said)
    checklist, clauses = time_checklist(scene)
    report(singly, together, len(said), checklist, clauses)


def rated_case(scene: Any, number: str) -> Any:
    """A case on site in which the auditor rates."""
    from hengxian.certification.models import Member
    from hengxian.people.models import Organisation
    from tests.cast import placed
    from tests.web.scene import add_case

    own = Organisation.objects.get(pk=scene.pk("organisation"))
    case = add_case(own, scene.records["hotline"], number)
    for role, duty in (("lead_auditor", "team_lead"), ("auditor", "evaluation_member")):
        placed(Member(case=case, person=scene.people[role].person, duty=duty))
    return case


def judgements(case: Any) -> dict[str, tuple[str, dict[str, str]]]:
    """What is sent of each judged leaf, with the sheet it stands on."""
    from hengxian.certification.queries.sheets import sheets_of
    from hengxian.records.edition import pack

    said = {"score": "80", "reason": "按所见记录评判", "evidence": kept_evidence(case)}
    return {
        line.leaf: (sheet.id, {f"{line.leaf}-{name}": value for name, value in said.items()})
        for sheet in sheets_of(case)
        for line in sheet.lines
        if pack().tree.leaf(line.leaf).source == "judged"
    }


def time_checklist(scene: Any) -> tuple[float, int]:
    """Seconds for all clauses in one request, and how many they are."""
    from hengxian.records.edition import pack
    from hengxian.records.registers.subjects import subjects

    clauses = list(subjects(pack().register("checklist"), pack()))
    said = {"conclusion": "符合", "methods": "文件审查", "finding": "与文件和记录一致"}
    form = {"key": "k"} | {
        f"r{n}-{name}": value for n, _ in enumerate(clauses) for name, value in said.items()
    }
    address = f"/office/case/{scene.pk('case')}/register/checklist/sheet/"
    return seconds_of(scene.client("lead_auditor"), address, form), len(clauses)


def report(singly: float, together: float, leaves: int, checklist: float, clauses: int) -> None:
    """Side by side with the peer, whose figure is a constant: it was measured on another day."""
    print(f"{leaves} judged leaves (the other 11 of 42 are measured), each with reason and evidence:")
    print(f"  a request each:    {1000 * singly:8.0f} ms")
    print(
        f"  in one request:    {1000 * together:8.0f} ms, {singly / together:.0f} times as fast (wanted: 10)"
    )
    print(f"checklist of {clauses} clauses, one request: {1000 * checklist:.0f} ms")
    for name, seconds, lines in (("workbook", together, leaves), ("checklist", checklist, clauses)):
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
