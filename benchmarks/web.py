"""Times the body's pages: a sheet of scores saved in one request, and a list of ten thousand cases at any depth.

CISO Assistant v3.11.1 took 43.7 s to save 60 single scores on such a machine (../shared/design/peers.md). Here all
judged leaves go in one request. What counts of a list is that its cost does not grow with the depth.
usage: bin/bench web [--cases 10000]
"""

import argparse
import os
import re
import tempfile
import time
from pathlib import Path
from typing import Any

PEER_SECONDS, PEER_SCORES = 43.7, 60
MOST_QUERIES = 12
REPEAT = 5


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


def time_sheet(scene: Any) -> None:
    """All judged leaves by one rater, with reason and evidence, in one request."""
    from hengxian.certification.edition import pack
    from hengxian.certification.models import Case, Member
    from hengxian.records.models import RegisterRow
    from hengxian.records.registers.subjects import subjects
    from tests.cast import placed

    case = Case.objects.get(pk=scene.pk("case"))
    placed(Member(case=case, person=scene.people["auditor"].person, duty="evaluation_member"))
    browser, address = scene.client("auditor"), f"/office/case/{case.pk}/register/leaf_judgements/sheet/"
    leaves = list(subjects(pack().register("leaf_judgements"), pack()))
    taken = []
    for turn in range(REPEAT):
        form = {"key": f"k{turn}"}
        shown = _evidence(browser, case)
        for place, _ in enumerate(leaves):
            form |= {f"r{place}-score": str(60 + turn + place % 30), f"r{place}-reason": "按所见记录评判", f"r{place}-evidence": shown}
        form |= _versions(browser.get(address).text) if turn else {}
        began = time.perf_counter()
        answer = browser.post(address, form)
        taken.append(time.perf_counter() - began)
        if answer.status_code != 302:
            raise SystemExit(f"{address}: {answer.status_code}")
    saved = RegisterRow.objects.filter(register="leaf_judgements").count()
    share, peer = min(taken) / saved, PEER_SECONDS / PEER_SCORES
    print(f"{saved} scores with reason and evidence, one request: {1000 * min(taken):.0f} ms (worst {1000 * max(taken):.0f} ms)")
    print(f"a whole sheet of 42 at that pace: {42 * share:.2f} s; 60 single scores of the peer: {PEER_SECONDS} s")
    print(f"the peer takes {PEER_SECONDS / (42 * share):.0f} times as long (wanted: 50), a score {peer / share:.0f} times")


def _evidence(browser: Any, case: Any) -> str:
    from io import BytesIO

    from hengxian.records.files.keeping import Particulars, keep
    from hengxian.records.models import StoredFile
    from hengxian.people.models import Account
    from tests.cast import NOON

    kept = StoredFile.objects.filter(about=case.story, category="evidence").first()
    if kept is None:
        by = Account.objects.get(username="auditor").as_actor()
        told = Particulars(is_declared_masked=True)
        kept = keep(BytesIO("所见".encode()), "所见.txt", about=case.story, category="evidence", by=by, at=NOON, particulars=told)
    return f"file:{kept.pk}"


def _versions(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(r\d+-version)"[^>]*value="(\d*)"', page))


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
    """The first page and pages far behind it, plain and filtered."""
    browser = scene.client("clerk")
    print(f"list of {cases:,} cases: milliseconds and queries")
    for name, query in (("all", ""), ("one state", "status=现场中&"), ("a word", "q=AN-2020-0001&")):
        for page in (1, 2, 100) if not query else (1, 2):
            seconds, queries = quickest(browser, f"/office/case/?{query}page={page}")
            told = "" if queries <= MOST_QUERIES else f"  more than {MOST_QUERIES}"
            print(f"  {name:<10} page {page:>4} {1000 * seconds:8.1f} ms {queries:>4}{told}")


def main() -> None:
    asked = read_arguments()
    with tempfile.TemporaryDirectory() as folder:
        open_site(Path(folder))
        from tests.web.scene import set_scene

        scene = set_scene()
        time_sheet(scene)
        fill(scene, asked.cases)
        time_list(scene, asked.cases)


if __name__ == "__main__":
    main()
