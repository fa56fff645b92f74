"""How long a paper takes once the process has started: certificate, letter, report, Word file, signature.

usage: bin/bench papers [RUNS]
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace

from hengxian.records.documents.certificate import certificate_pdf
from hengxian.records.documents.letters import letter
from hengxian.records.documents.pdf import to_pdf
from hengxian.records.documents.reports import audit_report
from hengxian.records.documents.word import to_word
from tests.records.documents.letter_samples import ENVELOPE, SUPPLEMENT
from tests.records.documents.report_samples import AUDIT
from tests.records.documents.samples import CERTIFICATE

PAPERS: dict[str, Callable[[str], bytes]] = {
    "certificate, annex of two pages (PDF)": lambda n: certificate_pdf(replace(CERTIFICATE, number=n)),
    "letter (PDF)": lambda n: to_pdf(letter(SUPPLEMENT, replace(ENVELOPE, number=n))),
    "letter (Word)": lambda n: to_word(letter(SUPPLEMENT, replace(ENVELOPE, number=n))),
    "audit report (PDF)": lambda n: to_pdf(audit_report(AUDIT, replace(ENVELOPE, number=n))),
}


def main(runs: int) -> None:
    """Prints least and median milliseconds; every run makes another paper, so nothing is remembered."""
    for name, make in PAPERS.items():
        make("warm")
        taken = sorted(milliseconds(make, str(number)) for number in range(runs))
        print(f"{name:<40} least {taken[0]:6.1f} ms   median {taken[runs // 2]:6.1f} ms")


def milliseconds(make: Callable[[str], bytes], number: str) -> float:
    """How long one paper took."""
    start = time.perf_counter()
    make(number)
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
