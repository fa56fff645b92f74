"""What the shell of every site's pages shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hengxian.web.components import marks


def site(request: HttpRequest) -> dict[str, Any]:
    """Template variables `site_name`, `body_name`, `is_demo`, `sites` (address by site), `page_mark`."""
    return {
        "site_name": settings.HENGXIAN_SITE_NAME,
        "body_name": settings.HENGXIAN_BODY_NAME,
        "is_demo": settings.HENGXIAN_DEMO,
        "sites": settings.HENGXIAN_SITES,
        "page_mark": marks.of(request),
    }
