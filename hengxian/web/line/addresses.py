"""The addresses that several of the hotline's rooms share beside the common ones."""

from django.urls import URLPattern, path

from hengxian.web.acting.visitor import Door
from hengxian.web.line import archiving, callers, draws, hearing, previewing, recordings


def of_orders(door: Door) -> list[URLPattern]:
    """What an order has beside its common pages, in one room; they stand before the common ones."""
    return [
        path("order/<int:pk>/caller/", callers.caller, {"door": door}, name="order_caller"),
        path("order/<int:pk>/due/", previewing.due, {"door": door}, name="order_due"),
    ]


def of_archive(door: Door) -> list[URLPattern]:
    """The archive and the recordings under review, in a room whose people may have to do with them."""
    room = {"door": door}
    return [
        path("archive/", archiving.front, room, name="archive"),
        path("archive/orders/", archiving.archive, room, name="archive_orders"),
        path("archive/<int:hotline>/file/", archiving.file, room, name="archive_file"),
        path("archive/<int:hotline>/<int:year>/<str:sort>/", archiving.shelf, room, name="archive_shelf"),
        path("followup_plan/<int:pk>/redraw.csv", draws.redraw, room, name="redraw"),
        path("review/<int:pk>/recording/", recordings.recording, room, name="review_recording"),
        path("review/<int:pk>/audio/", recordings.audio, room, name="review_audio"),
    ]


def of_contacts(door: Door) -> list[URLPattern]:
    """What a contact has beside its common pages."""
    room = {"door": door}
    return [
        path("contact/<int:pk>/recording/", hearing.recording, room, name="recording"),
        path("contact/<int:pk>/mark-test/", hearing.mark_test, room, name="mark_test"),
        path("contact/<int:pk>/no-recording/", hearing.no_recording, room, name="no_recording"),
    ]
