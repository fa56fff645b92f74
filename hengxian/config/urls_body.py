"""The addresses of site `body`."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from hengxian.web.acting.views import manual
from hengxian.web.api.interface import api
from hengxian.web.api.pages import ending, tokens
from hengxian.web.components.gallery import gallery

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("hengxian.web.entrance.urls")),
    path("administration/", include("hengxian.web.administration.urls")),
    path("office/", include("hengxian.web.office.urls")),
    path("portal/", include("hengxian.web.portal.urls")),
    path("help/lifecycles/", manual.lifecycles, name="lifecycles"),
    path("help/words/", manual.words, name="words"),
    path("account/tokens/", tokens, name="tokens"),
    path("account/tokens/<int:pk>/end/", ending, name="token_end"),
    path("api/", api.urls),
]
if settings.HENGXIAN_GALLERY:
    urlpatterns.append(path("gallery/", gallery, name="gallery"))
handler400 = "hengxian.web.components.errors.bad_request"
handler403 = "hengxian.web.components.errors.forbidden"
handler404 = "hengxian.web.components.errors.not_found"
handler500 = "hengxian.web.components.errors.broken"
