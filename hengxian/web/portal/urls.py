"""Addresses of the portal."""

from hengxian.web.acting.addresses import shared

app_name = "portal"
urlpatterns = [*shared("portal")]
