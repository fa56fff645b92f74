"""The one model of letters, reports and forms: what a paper says, apart from whether it becomes PDF or Word."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from hengxian.kernel.fingerprints import digest_text

from .blocks import Block
from .imprint import OWN_CHOICE, Body, Setting, Signature
from .wording import chinese_day

Kind = Literal["letter", "report", "form"]


@dataclass(frozen=True)
class Paper:
    """A numbered, versioned paper of the body.

    `dated_on` is the date it carries and the date of the file. `about` are pairs under the title (a report's
    cover); `clauses` are what it rests on; `settings` print as 机构自定（规则未规定）.
    """

    kind: Kind
    title: str
    number: str
    dated_on: date
    body: Body
    parts: tuple[Block, ...]
    addressee: str = ""
    about: tuple[tuple[str, str], ...] = ()
    clauses: tuple[str, ...] = ()
    closing: str = ""
    annexes: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    settings: tuple[Setting, ...] = ()
    version: int = 1

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) over what the paper says; the same in every format, unlike a file's own digest."""
        return digest_text(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=str))

    @property
    def basis(self) -> str:
        """The clauses on one line: 依据规则 6.1.3、14.1.3."""
        return f"依据规则 {'、'.join(self.clauses)}" if self.clauses else ""

    @property
    def numbered(self) -> str:
        """Number and, from the second version on, which one."""
        return f"编号：{self.number}" + (f"　第{self.version}版" if self.version > 1 else "")

    @property
    def annex_lines(self) -> tuple[str, ...]:
        """附件：1. …, one line each; a single annex has no number."""
        if len(self.annexes) == 1:
            return (f"附件：{self.annexes[0]}",)
        return tuple(
            f"{'附件：' if place == 1 else '　　　'}{place}. {annex}"
            for place, annex in enumerate(self.annexes, start=1)
        )

    @property
    def setting_lines(self) -> tuple[str, ...]:
        """One line for each value the body chose itself, with who and when."""
        return tuple(setting_line(one) for one in self.settings)

    @property
    def footer(self) -> str:
        """The line at the foot of every page, beside the page number."""
        return f"内容指纹 SHA-256 {self.fingerprint}"


def setting_line(setting: Setting) -> str:
    """证书有效期：36个月，机构自定（规则未规定）（7.1.6），机构负责人 2026年1月4日设定."""
    who = f"，{setting.set_by} {chinese_day(setting.set_on)}设定" if setting.set_by else ""
    return f"{setting.label}：{setting.value}，{OWN_CHOICE}（{setting.clause}）{who}"


def signature_lines(place: Signature) -> tuple[str, ...]:
    """A signature in words: whose, by which method, when, and where its evidence is kept."""
    named = f"{place.post}：{place.name}" if place.name else place.post
    when = chinese_day(place.signed_on) if place.signed_on else ""
    evidence = f"凭据 {place.evidence}" if place.evidence else ""
    return tuple(line for line in (named, f"签署方式：{place.method.value}", when, evidence) if line)


def plain(paper: Paper) -> dict[str, Any]:
    """The paper as dicts and lists, with every line that a printer would otherwise make up itself."""
    return {
        "kind": paper.kind,
        "title": paper.title,
        "numbered": paper.numbered,
        "dated_on": paper.dated_on.isoformat(),
        "dated": chinese_day(paper.dated_on),
        "body": paper.body.name,
        "contact": paper.body.contact,
        "addressee": paper.addressee,
        "about": paper.about,
        "basis": paper.basis,
        "parts": [asdict(part) for part in paper.parts],
        "closing": paper.closing,
        "annexes": paper.annex_lines,
        "settings": paper.setting_lines,
        "signatures": [signature_lines(place) for place in paper.signatures],
        "footer": paper.footer,
    }
