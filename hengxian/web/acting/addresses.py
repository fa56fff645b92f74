"""The addresses that office and portal share; each room includes them under its own name (`office:record`)."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views import acts, desk, files, lists, notices, records, registers, sheets
from hengxian.web.acting.visitor import Door


class KindConverter(StringConverter):
    """A kind of record of the site at hand."""

    regex = "[a-z_]+"

    def to_python(self, value: str) -> str:
        """ValueError, which means another address, for what is none."""
        if value not in KINDS:
            raise ValueError(value)
        return value


class OwnerConverter(KindConverter):
    """What a register may be bound to: a kind of record, or the body."""

    def to_python(self, value: str) -> str:
        """As above."""
        return value if value == "body" else super().to_python(value)


class NameConverter(StringConverter):
    """A verb or the id of a register."""

    regex = "[a-z][a-z0-9_]*"


class FormatConverter(StringConverter):
    """A form of export."""

    regex = "csv|xlsx"


register_converter(KindConverter, "kind")
register_converter(OwnerConverter, "owner")
register_converter(NameConverter, "name")
register_converter(FormatConverter, "format")


def shared(door: Door) -> list[URLPattern]:
    """The shared pages as one room has them."""
    room = {"door": door}
    book = "<owner:kind>/<int:pk>/register/<name:table>"
    return [
        path("", desk.desk, room, name="desk"),
        path("notices/", notices.notices, room, name="notices"),
        path("notices/<int:pk>/", notices.open_notice, room, name="open_notice"),
        path("search/", lists.search, room, name="search"),
        path("files/<int:pk>/", files.file, room, name="file"),
        path("files/<int:pk>/about/", files.about, room, name="file_about"),
        path("files/<int:pk>/replace/", files.replacing, room, name="file_replace"),
        path("files/<int:pk>/<name:verb>/", files.file_act, room, name="file_act"),
        path(f"{book}/", registers.register, room, name="register"),
        path(f"{book}/sheet/", sheets.sheet, room, name="sheet"),
        path(f"{book}/export.<format:form>", registers.export, room, name="register_export"),
        path(f"{book}/<int:number>/", registers.row, room, name="row"),
        path(f"{book}/<int:number>/reveal/", registers.revealing, room, name="reveal"),
        path("<kind:kind>/", lists.listing, room, name="list"),
        path("<kind:kind>/export.<format:form>", lists.export, room, name="export"),
        path("<kind:child>/new/<name:verb>/", acts.beginning, room, name="start"),
        path("<kind:kind>/<int:pk>/", records.record, room, name="record"),
        path("<kind:kind>/<int:pk>/before/<int:before>/", records.older, room, name="older"),
        path("<kind:kind>/<int:pk>/new/<kind:child>/<name:verb>/", acts.beginning, room, name="start_under"),
        path("<kind:kind>/<int:pk>/<name:verb>/", acts.acting, room, name="act"),
    ]
