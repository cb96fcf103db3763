"""How the sign-in library works here: no registration, and no hint whether an address is known."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from secretariat.foundation.people.models import Account
from secretariat.foundation.people.queries import first_page_of


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by the officers of a body; signing in leads to one's own page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody registers here."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to where one came from, else the home of one's body, or one's own page."""
        wanted = request.POST.get("next") or request.GET.get("next") or ""
        if url_has_allowed_host_and_scheme(
            wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return wanted
        return first_page_of(request.user) if isinstance(request.user, Account) else "/me"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail codes only; an unknown address gets no letter, so that nobody can be pestered."""
        if "unknown_account" not in template_prefix:
            super().send_mail(template_prefix, email, context)
