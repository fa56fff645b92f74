"""What is told of an entry of the journal: ids, act, states, instant; never a name, a reason or a fact."""

import json
from typing import Any

from django.apps import apps
from django.conf import settings

from hengxian.journal.models import Entry, Lived
from hengxian.records.models.notice import Notice
from hengxian.records.models.webhook import Webhook

OWN = frozenset({Webhook.kind})  # what happens to a webhook is not told to webhooks


def kinds() -> dict[str, str]:
    """What can be told at this site, kind → label: notices, and every record that has a lifecycle."""
    elsewhere = getattr(settings, "HENGXIAN_ELSEWHERE", ())
    lived = [model for model in apps.get_models() if issubclass(model, Lived)]
    here = [model for model in lived if model._meta.app_label not in elsewhere and model.kind not in OWN]
    return {Notice.kind: Notice.label} | {model.kind: model.label for model in here}


def message(entry: Entry) -> dict[str, Any]:
    """The event as the receiver reads it; `id` is the same at every try."""
    return {
        "id": f"{settings.HENGXIAN_SITE}-{entry.sequence}",
        "site": settings.HENGXIAN_SITE,
        "sequence": entry.sequence,
        "event": event(entry),
        "object": {"kind": entry.object_kind, "id": entry.object_id},
        "story": entry.story,
        "from": entry.from_state,
        "to": entry.to_state,
        "at": entry.at,
    }


def event(entry: Entry) -> str:
    """application.accept."""
    return f"{entry.object_kind}.{entry.verb}"


def text_of(message: dict[str, Any]) -> str:
    """The bytes that are signed, as text."""
    return json.dumps(message, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
