"""The API as a whole: its title, its door, its rate, and how a refusal is answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from hengxian.kernel.refusals import Refused
from hengxian.web.api.calls import router
from hengxian.web.api.door import RATE, Bearer, PerToken
from hengxian.web.api.webhooks import router as webhooks
from hengxian.web.entrance.refusing import note

api = NinjaAPI(
    title="衡线认证接口",
    version="1",
    description="与页面同一套规则：列表、可办理的事项、办理、台账、文件。令牌在“接口令牌”页创建。",
    auth=Bearer(),
    throttle=[PerToken(RATE)],
    urls_namespace="api",
)
api.add_router("/v1/webhooks", webhooks)  # before the kinds of records, which would take any word
api.add_router("/v1", router)


@api.exception_handler(Refused)
def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The same sentence as on a page; a 404 never says why."""
    note(request, refusal)
    told = getattr(refusal, "told", {}) | {
        fault.field: fault.sentence for fault in getattr(refusal, "faults", ())
    }
    fields = {name: told.get(name, refusal.sentence) for name in refusal.fields}
    sentence = "没有找到，或者您无权查看" if refusal.http == 404 else str(refusal)
    return _problem(
        request, refusal.http, sentence, refusal.clause, fields, list(getattr(refusal, "changes", ()))
    )


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What the call's shape lacks."""
    fields = {".".join(map(str, each["loc"])): str(each["msg"]) for each in error.errors}
    return _problem(request, 422, "请求的内容不符合接口的格式", fields=fields)


@api.exception_handler(HttpError)
def malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON."""
    return _problem(request, error.status_code, "请求的内容不是完整的 JSON")


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No token, or one that is not in use."""
    return _problem(request, 401, "没有可用的令牌：应在 Authorization 头中给出 Bearer 令牌")


@api.exception_handler(Throttled)
def too_fast(request: HttpRequest, error: Throttled) -> HttpResponse:
    """Too many calls."""
    answer = _problem(request, 429, "请求过于频繁，请稍候再试")
    if error.wait:
        answer["Retry-After"] = str(int(error.wait) + 1)
    return answer


def _problem(
    request: HttpRequest,
    status: int,
    sentence: str,
    clause: str = "",
    fields: Any = None,
    changes: Any = None,
) -> HttpResponse:
    problem = {"sentence": sentence, "clause": clause, "fields": fields or {}, "changes": changes or []}
    return api.create_response(request, problem, status=status)
