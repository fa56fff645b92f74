"""Who knocks at the citizens' door: the address behind our own proxies."""

from django.conf import settings
from django.http import HttpRequest


def place_of(request: HttpRequest) -> str:
    """The address that the outermost of our proxies saw; the peer's where there is none."""
    proxies = getattr(settings, "HENGXIAN_PROXIES", 0)
    passed = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if proxies and len(passed) >= proxies:
        return str(passed[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
