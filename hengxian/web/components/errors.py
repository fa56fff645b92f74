"""Pages for what went wrong: one clear sentence, and a way on. A site names them as its handlers."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from hengxian.kernel.refusals import Refused
from hengxian.web.components import expired

API = "/api/"  # what programs call: they are answered in JSON
TITLES = {
    400: "请求有误",
    403: "没有权限",
    404: "没有找到",
    409: "现在不能办理",
    422: "内容有缺漏",
    429: "操作过于频繁",
    500: "系统出错",
}
SENTENCES = {
    400: "浏览器送来的内容无法识别，请返回重新填写。",
    403: "您的账号没有打开此页的权限；如认为应当有，请联系安全管理员。",
    404: "此页不存在，或者您无权知道其是否存在；请核对网址。",
    409: "此事项的状态已经改变，请刷新后查看。",
    422: "提交的内容不完整或者不正确，请返回更正。",
    429: "请稍候再试。",
    500: "本次操作没有完成，数据没有改变；问题已记录，请稍后再试或者联系系统管理员。",
}


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The answer to a refused act: a fragment for htmx, a page otherwise; 404 never says why."""
    shown = None if refused.http == 404 else refused
    if request.headers.get("HX-Request"):
        fragment = {"refused": shown or SENTENCES[404]}
        return render(request, "components/refusal.html", fragment, status=refused.http)
    return _page(request, refused.http, refused=shown)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500. The page asks nothing of the database, which may be what is broken."""
    if request.path.startswith(API):
        return _problem(500, SENTENCES[500])
    context = {"title": TITLES[500], "sentence": SENTENCES[500], "site_name": settings.HENGXIAN_SITE_NAME}
    return HttpResponse(render_to_string("components/error.html", context), status=500)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, most often after a long pause."""
    if shown := expired.answer(request):
        return shown
    return _page(request, 403, sentence="页面已过期（长时间未操作或者已退出登录），请返回刷新后重新提交。")


def _page(
    request: HttpRequest, status: int, sentence: str = "", refused: Refused | None = None, **more: Any
) -> HttpResponse:
    context = {"title": TITLES.get(status, TITLES[400]), "refused": refused, **more}
    context["sentence"] = sentence or SENTENCES.get(status, SENTENCES[400])
    if request.path.startswith(
        API
    ):  # before any call of the API was reached: no such address, no readable body
        return _problem(status, context["sentence"])
    return render(request, "components/error.html", context, status=status)


def _problem(status: int, sentence: str) -> HttpResponse:
    """As the API answers a refusal."""
    problem = {"sentence": sentence, "clause": "", "fields": {}, "changes": []}
    return JsonResponse(problem, status=status, json_dumps_params={"ensure_ascii": False})
