"""Every address of the body's site, walked by everybody: what is not in the tables below does not exist."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hengxian.certification.lifecycles import ALL
from hengxian.web.acting.kinds import KINDS
from tests.web.scene import STAFF, Scene

HANDLING = frozenset(STAFF) | {"outsider"}
ADMINISTRATORS = frozenset({"system_administrator", "security_administrator", "audit_administrator"})
CLIENTS = frozenset({"applicant", "stranger"})
EVERYBODY = HANDLING | ADMINISTRATORS | CLIENTS
FILE = frozenset({"clerk", "head_of_body", "lead_auditor", "auditor"})
# Who finds the scene's record of a kind in the office; in the portal it is the applicant alone.
FINDERS = {
    "application": frozenset({"clerk", "head_of_body"}),
    "case": FILE | {"appeal_panel"},
    "nonconformity": FILE | {"appeal_panel"},
    "evaluation_report": FILE | {"appeal_panel"},
    "certificate": FILE | {"appeal_panel", "certificate_administrator"},
    "appeal": frozenset({"clerk", "head_of_body", "appeal_panel"}),
    "complaint": frozenset({"clerk", "head_of_body"}),
    "organisation": FILE | {"certificate_administrator"},
    "hotline": FILE,
    "person": frozenset({"clerk", "head_of_body", "auditor"}),
}
IN_PORTAL = frozenset(
    {"application", "case", "nonconformity", "certificate", "appeal", "organisation", "hotline"}
)
STAFF_OF_BODY = HANDLING | ADMINISTRATORS
OPENERS = frozenset({"system_administrator", "security_administrator"})
AUDIT = frozenset({"audit_administrator"})
# Pages of one address: who is answered with 200; everybody else gets 404 (403 where it says so).
PLACES = {
    "/office/": STAFF_OF_BODY,
    "/office/search/": STAFF_OF_BODY,
    "/office/notices/": STAFF_OF_BODY,
    "/office/registers/": STAFF_OF_BODY,
    "/office/parameters/": HANDLING,
    "/office/calendar/": frozenset({"clerk", "head_of_body", "lead_auditor", "auditor", "outsider"}),
    "/office/declarations/": frozenset(
        {"lead_auditor", "auditor", "outsider", "committee_member", "committee_chair"}
    ),
    "/office/parameters/P-term/": HANDLING,
    "/office/watching/": frozenset({"clerk", "certificate_administrator", "head_of_body"}),
    "/office/publications/": frozenset({"certificate_administrator", "head_of_body"}),
    "/office/head/": frozenset({"head_of_body"}),
    "/office/slow/": frozenset({"clerk", "head_of_body"}),
    "/office/follow-ups/": frozenset({"clerk", "head_of_body", "certificate_administrator"}),
    "/office/public/": frozenset({"certificate_administrator", "head_of_body"}),
    "/office/erasures/": frozenset({"clerk", "certificate_administrator", "appeal_panel", "head_of_body"}),
    "/office/regulator.csv": frozenset({"certificate_administrator", "head_of_body"}),
    "/portal/": CLIENTS,
    "/portal/search/": CLIENTS,
    "/portal/notices/": CLIENTS,
    "/help/lifecycles/": EVERYBODY,
    "/help/words/": EVERYBODY,
    "/account/": EVERYBODY,
    "/account/tokens/": EVERYBODY,
    "/administration/accounts/": OPENERS,
    "/administration/roles/": ADMINISTRATORS,
    "/administration/journal/": AUDIT,
    "/administration/attempts/": AUDIT,
    "/administration/undelivered/": AUDIT,
    "/administration/erased/": AUDIT,
    "/administration/webhooks/": frozenset({"system_administrator"}),
    "/administration/webhooks/new/": frozenset({"system_administrator"}),
}
# Address names that the tests of this file or of the named one walk; a new page must find its place here.
WALKED = {
    "office": {
        "head", "slow", "follow_ups", "public", "erasures", "regulator",
        "desk", "search", "notices", "registers", "parameters", "parameter", "list", "record", "act", "start",
        "start_under", "register", "sheet", "row", "reveal", "register_export", "export", "file", "older",
        "open_notice", "calendar", "declarations", "watching", "publications", "file_about", "file_replace", "file_act",
    },
    "administration": {"accounts", "roles", "journal", "attempts", "undelivered", "erased", "webhooks", "webhook_new"},
    "entrance": {"index", "mine", "undertaking"},
}  # fmt: skip
ELSEWHERE = {
    "office": {
        "worker",  # tests/web/audits
        "sheets",  # this and the next five: tests/web/evaluation
        "score_sheet",
        "workbook",
        "sheets_pdf",
        "sheets_xlsx",
        "runs",
        "paper",
        "appendix_b",
        "first_rows",  # this and the next three: tests/web/desk
        "archive",
        "contact",
        "erasure",
        "tablet",
        "tablet_save",
        "tablet_photo",
        "plan",
        "declare",
        "review",  # this and the next two: tests/web/applications
        "fees",
        "printed",
    },  # tests/web/certificates
    "portal": {
        "paper",  # tests/web/certificates
        "organisation",  # this and the rest: tests/web/applications
        "hotline",
        "hotline_new",
        "part",
        "conditions",
        "materials",
        "dataset",
        "reading",
        "prefill",
        "answers",
        "printed",
    },
    "administration": {
        "opening",
        "account",
        "acting",
        "checking",
        "webhook",
        "webhook_test",
        "webhook_act",
        "reveals",
        "exports",
    },  # tests/web/administration
    "api": None,  # tests/web/api
    "": None,  # signing in: tests/web/entrance; tokens and help above
}


@pytest.mark.parametrize("kind", FINDERS)
@pytest.mark.covers("A-7")
def test_record_is_there_for_those_in_the_table_and_nobody_else(scene: Scene, kind: str) -> None:
    office, portal = (f"/{room}/{kind}/{scene.pk(kind)}/" for room in ("office", "portal"))

    browsers = {who: scene.client(who) for who in EVERYBODY}

    found = {who: browser.get(office).status_code for who, browser in browsers.items()}
    at_home = {who for who, browser in browsers.items() if browser.get(portal).status_code == 200}

    assert {who for who, status in found.items() if status == 200} == FINDERS[kind]
    assert at_home == ({"applicant"} if kind in IN_PORTAL else set())
    assert {status for who, status in found.items() if who not in FINDERS[kind]} == {404}


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_pages_answer_whoever_the_table_names(scene: Scene, who: str) -> None:
    browser = scene.client(who)

    answered = {address: browser.get(address).status_code for address in PLACES}

    own = {address for address, named in PLACES.items() if who in named}
    assert {address for address, status in answered.items() if status == 200} == own
    assert {status for address, status in answered.items() if address not in own} <= {403, 404}


def test_nobody_signed_in_is_sent_to_the_door(scene: Scene) -> None:
    nobody = scene.client("anonymous")
    pages = [*PLACES, *(f"/office/{kind}/{scene.pk(kind)}/" for kind in FINDERS)]

    answers = {page: nobody.get(page) for page in pages}

    assert {
        page: answer.status_code for page, answer in answers.items() if answer.status_code not in (302, 404)
    } == {}
    assert {answer.url.split("?")[0] for answer in answers.values() if answer.status_code == 302} == {
        "/account/login/"
    }


@pytest.mark.parametrize("lifecycle", ALL, ids=lambda lifecycle: lifecycle.kind)
def test_stranger_finds_no_act_of_any_record(scene: Scene, lifecycle: object) -> None:
    kind = lifecycle.kind  # type: ignore[attr-defined]
    stranger, outsider = scene.client("stranger"), scene.client("outsider")

    answers = {
        answer
        for move in lifecycle  # type: ignore[attr-defined]
        for browser, room in ((stranger, "portal"), (stranger, "office"), (outsider, "office"))
        for answer in (
            browser.get(f"/{room}/{kind}/{scene.pk(kind)}/{move.verb}/").status_code,
            browser.post(f"/{room}/{kind}/{scene.pk(kind)}/{move.verb}/", {"key": "x"}).status_code,
        )
    }

    assert answers == {404}


@pytest.mark.parametrize("who", ["stranger", "outsider"])
def test_stranger_finds_nothing_that_hangs_on_a_record(scene: Scene, who: str) -> None:
    room = "portal" if who == "stranger" else "office"
    case = f"/{room}/case/{scene.pk('case')}"
    pages = [
        f"{case}/register/interviews/", f"{case}/register/checklist/sheet/", f"{case}/register/interviews/export.csv",
        f"{case}/register/interviews/1/", f"{case}/before/9999/", f"{case}/new/nonconformity/raise/",
        f"/{room}/files/1/", f"/{room}/files/1/about/", f"/{room}/files/1/replace/", f"/{room}/files/1/erase/",
    ]  # fmt: skip

    answers = {page: scene.client(who).get(page).status_code for page in pages}

    assert set(answers.values()) == {404}


@pytest.mark.parametrize(
    ("who", "room"), [("stranger", "portal"), ("stranger", "office"), ("outsider", "office")]
)
def test_stranger_is_served_by_no_address_that_names_a_record(scene: Scene, who: str, room: str) -> None:
    """All addresses there are, those of later parts too: whoever has nothing to do with the file gets nothing of it."""
    browser = scene.client(who)
    addresses = {_filled(pattern, name) for name, pattern in _with_ids(room)}

    served = {
        f"{method.__name__} {address}": answer.status_code
        for address in sorted(addresses)
        for method in (browser.get, browser.post)
        if (answer := method(address)).status_code not in (403, 404, 405)
    }

    assert len(addresses) > 15
    assert served == {}


def test_every_address_has_its_place_in_this_matrix() -> None:
    known = {**WALKED, "portal": WALKED["office"] - {"registers", "parameters", "parameter"}}

    strange = {
        f"{room}:{name}"
        for room, name in _names()
        if name not in known.get(room, set()) | (ELSEWHERE.get(room) or set())
        and not (room in ELSEWHERE and ELSEWHERE[room] is None)
    }

    assert strange == set()


def test_every_kind_with_a_page_has_its_place_in_this_matrix() -> None:
    assert set(KINDS) == set(FINDERS)


def _names() -> Iterator[tuple[str, str]]:
    for room, pattern in _patterns(get_resolver(), ""):
        yield room, pattern.name or str(pattern.pattern)


def _patterns(resolver: URLResolver, room: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each, each.namespace or room)
        else:
            yield room, each


# What stands in an address beside ids; a converter that is missing here fails the walk.
FILLED = {
    "kind": "case", "child": "nonconformity", "verb": "erase", "table": "interviews", "form": "csv", "part": "A.1",
    "sheet": "D.1", "id": "P-term",
}  # fmt: skip


def _with_ids(room: str) -> Iterator[tuple[str, URLPattern]]:
    """Patterns of a room that name a record by its id; in a fresh scene every record of the file has the id 1."""
    for found, pattern in _patterns(get_resolver(), ""):
        if found == room and "pk" in pattern.pattern.converters:
            yield f"{room}:{pattern.name}", pattern


def _filled(pattern: URLPattern, name: str) -> str:
    arguments = {argument: FILLED.get(argument, 1) for argument in pattern.pattern.converters}
    return reverse(name, kwargs=arguments)
