"""The menu of a hotline's rooms: what waits, what one was told, and the lists that the room's roles may see."""

from django.conf import settings

from hengxian.hotline.models import Designation
from hengxian.people.models import Account
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
    "survey": "ui-radios", "unit_appraisal": "award",
    "typing_test": "keyboard", "knowledge_gap": "question-diamond", "hotline": "headset",
    "unit": "building", "person": "people", "assessment": "clipboard2-check", "improvement": "graph-up-arrow",
    "hotline_report": "file-earmark-text", "disclosure": "megaphone", "dataset_export": "database",
    "outage": "plug",
}  # fmt: skip
ROOMS = {"desk": "headset", "unit": "building", "manage": "kanban", "assess": "clipboard2-check"}
PLACES = {"desk": 100, "unit": 200, "manage": 300, "assess": 400}
# What a person settles from an order's own page needs no list of its own in his menu; its address still works.
WITHIN_ORDERS = frozenset(
    {"part", "extension", "exemption", "review_plan", "disposal", "caller", "matter", "unit"}
)
PLACED_APART = {"desk": WITHIN_ORDERS, "unit": WITHIN_ORDERS | {"hotline"}}
ONLY = {"assess": frozenset({"assessment", "improvement", "hotline"})}
LISTS, MANY = "记录", 6  # more lists than that are folded away under a title of their own
MOST = 60  # lists of a room, before the next room's place in the menu begins


def fill_menu(door: str, title: str) -> None:
    """Put a room's lines into the menu under its title; called when the room is loaded, after every kind."""
    roles, place = DOORS[SITE][door], PLACES[door]
    menu.add(
        menu.Entry("待办", "inbox", f"{door}:desk", title, roles, place, site=SITE),
        menu.Entry("通知", "bell", f"{door}:notices", title, roles, place + 1, site=SITE),
        menu.Entry("查找", "search", f"{door}:search", title, roles, place + 2, site=SITE),
    )
    menu.add_room(menu.Entry(title, ROOMS[door], f"{door}:desk", roles=roles, order=place, site=SITE))
    listed = [(kind, _seers(kind.id, roles)) for kind in kinds.of_site(SITE) if _is_listed(door, kind.id)]
    listed = [(kind, seers) for kind, seers in listed if seers]
    is_long = len(listed) > MANY
    for number, (kind, seers) in enumerate(listed):
        menu.add(
            menu.Entry(
                kind.label, ICONS.get(kind.id, "list-ul"), f"{door}:list", LISTS if is_long else title, seers,
                place + MOST - 30 + number, (kind.id,), SITE, is_long,
            )
        )  # fmt: skip


@menu.also_held
def designations(account: Account) -> set[str]:
    """What the person is designated for today, as `designated:archive`."""
    if settings.HENGXIAN_SITE != SITE:
        return set()
    found = Designation.objects.filter(person=account.person_id, ended_at=None)
    return {f"designated:{duty}" for duty in found.values_list("duty", flat=True)}


def _is_listed(door: str, kind: str) -> bool:
    return kind not in PLACED_APART.get(door, ()) and kind in ONLY.get(door, {kind})


def _seers(kind: str, roles: frozenset[str]) -> frozenset[str]:
    return roles & frozenset(roles_that_see(kind, SITE))
