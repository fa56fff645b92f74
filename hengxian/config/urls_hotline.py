"""The addresses of site `hotline`."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from hengxian.web.acting.views import manual
from hengxian.web.components.gallery import gallery
from hengxian.web.line import founding

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("hengxian.web.entrance.urls")),
    path("administration/hotlines/", founding.hotlines, name="hotlines"),
    path("administration/hotlines/new/", founding.registration, name="hotline_new"),
    path("administration/", include("hengxian.web.administration.urls")),
    path("desk/", include("hengxian.web.desk.urls")),
    path("unit/", include("hengxian.web.unit.urls")),
    path("manage/", include("hengxian.web.manage.urls")),
    path("assess/", include("hengxian.web.assess.urls")),
    path("public/", include("hengxian.web.public.urls")),
    path("help/lifecycles/", manual.lifecycles, name="lifecycles"),
    path("help/words/", manual.words, name="words"),
]
if settings.HENGXIAN_GALLERY:
    urlpatterns.append(path("gallery/", gallery, name="gallery"))
handler400 = "hengxian.web.components.errors.bad_request"
handler403 = "hengxian.web.components.errors.forbidden"
handler404 = "hengxian.web.components.errors.not_found"
handler500 = "hengxian.web.components.errors.broken"
