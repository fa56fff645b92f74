"""The menu of a hotline's rooms: what waits, what one was told, and the lists that the room's roles may see."""

from hengxian.people.sights import roles_that_see
from hengxian.web.acting import kinds
from hengxian.web.acting.visitor import DOORS
from hengxian.web.components import menu

SITE = "hotline"
ICONS = {
    "contact": "telephone-inbound", "caller": "person-vcard", "order": "clipboard-check", "part": "diagram-2",
    "extension": "hourglass-split", "exemption": "x-octagon", "supervision": "exclamation-diamond",
    "followup_plan": "calendar2-range", "followup": "telephone-outbound", "article": "book", "matter": "tags",
    "review_plan": "shuffle", "review": "clipboard2-pulse", "archive_entry": "archive", "disposal": "trash3",
    "survey": "ui-radios", "unit_appraisal": "award", "knowledge_gap": "question-diamond", "hotline": "headset",
    "unit": "building",
    "person": "people",
}  # fmt: skip
PLACES = {"desk": 100, "unit": 200, "manage": 300, "assess": 400}
# What a person settles from an order's own page needs no list of its own in his menu; its address still works.
WITHIN_ORDERS = frozenset({"part", "extension", "exemption", "review_plan", "disposal", "caller", "matter", "unit"})
PLACED_APART = {"desk": WITHIN_ORDERS, "unit": WITHIN_ORDERS | {"hotline"}, "assess": WITHIN_ORDERS}
MOST = 60  # lists of a room, before the next room's place in the menu begins


def fill_menu(door: str, title: str) -> None:
    """Put a room's lines into the menu under its title; called when the room is loaded, after every kind."""
    roles, place = DOORS[SITE][door], PLACES[door]
    menu.add(
        menu.Entry("待办", "inbox", f"{door}:desk", title, roles, place, site=SITE),
        menu.Entry("通知", "bell", f"{door}:notices", title, roles, place + 1, site=SITE),
        menu.Entry("查找", "search", f"{door}:search", title, roles, place + 2, site=SITE),
    )
    for number, kind in enumerate(kinds.of_site(SITE)):
        seers = roles & frozenset(roles_that_see(kind.id, SITE))
        if seers and kind.id not in PLACED_APART.get(door, ()):
            menu.add(
                menu.Entry(
                    kind.label, ICONS.get(kind.id, "list-ul"), f"{door}:list", title, seers,
                    place + MOST - 30 + number, (kind.id,), SITE,
                )
            )  # fmt: skip
