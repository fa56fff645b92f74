"""Finding kept files: what hangs on a story, and the versions of one file."""

from django.db.models import QuerySet

from hengxian.records.files.lifecycle import IN_USE
from hengxian.records.models.stored_file import StoredFile


def files_of(about: str, category: str = "", subject: str = "") -> QuerySet[StoredFile]:
    """The files in use of a story, oldest first; category and subject narrow."""
    files = StoredFile.objects.filter(about=about, status=IN_USE).order_by("pk")
    if category:
        files = files.filter(category=category)
    return files.filter(subject=subject) if subject else files


def editions(file: StoredFile) -> list[StoredFile]:
    """All versions of a file, the first first: two statements, however many there are."""
    kin = StoredFile.objects.filter(about=file.about, category=file.category, subject=file.subject)
    by_replaced = {each.replaces_id: each for each in kin}
    by_id = {each.pk: each for each in kin}
    first = by_id[file.pk]
    while first.replaces_id is not None:
        first = by_id[first.replaces_id]
    found = [first]
    while newer := by_replaced.get(found[-1].pk):
        found.append(newer)
    return found
