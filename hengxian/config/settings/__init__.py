"""One settings module a site, upon a common foundation."""
