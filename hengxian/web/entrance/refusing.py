"""What becomes of a refusal that no page dealt with itself: it is noted in the journal and shown as a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hengxian.journal import attempts
from hengxian.kernel.refusals import Refused
from hengxian.people.models import Account
from hengxian.web.components.errors import refusal_page


class RefusalMiddleware:
    """Catches `Refused` from any view, after its transaction was rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's way of chaining."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, refused: Exception) -> HttpResponse | None:
        """The refusal as a page; any other exception is not dealt with here."""
        if not isinstance(refused, Refused):
            return None
        note(request, refused)
        return refusal_page(request, refused)


def note(request: HttpRequest, refused: Refused) -> None:
    """Keep the attempt, for a view that shows the refusal in its own page; a stranger's is not kept."""
    if isinstance(request.user, Account):
        verb = request.resolver_match.url_name or "" if request.resolver_match else ""
        attempts.keep(
            refused, by=request.user.as_actor(), at=timezone.localtime(), verb=verb, path=request.path
        )
