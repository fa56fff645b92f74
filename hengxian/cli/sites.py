"""Starting a site's Django for a command that needs its database; no other command loads it."""

import os

SITES = ("body", "hotline")  # those that keep a journal
ALL = ("body", "register", "hotline")


def boot(site: str = "body") -> None:
    """Load the site's settings and models; DJANGO_SETTINGS_MODULE wins where the operator set it."""
    import django  # slow to load, and most commands do without

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"hengxian.config.settings.{site}")
    django.setup()
