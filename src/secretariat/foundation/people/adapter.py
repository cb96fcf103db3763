"""How the sign-in library works here: no registration, and no hint whether an address is known."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from secretariat.foundation.people import commands
from secretariat.foundation.people.models import Account, SignIn
from secretariat.foundation.people.queries import first_page_of
from secretariat.foundation.people.signed_in import keep_sign_in

_ONCE_MORE = {
    "mfa_reauthenticate": "Use a recovery code",
    "mfa_reauthenticate:webauthn": "Use my passkey",
}
_FIRST_NAMES = ("My passkey", "My second passkey")


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

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and let the browser stand among those of the account."""
        super().login(request, user)
        used = get_authentication_records(request, user)
        is_passkey = any(each.get("type") == "webauthn" for each in used)
        keep_sign_in(request, user, SignIn.Way.PASSKEY if is_passkey else SignIn.Way.CODE)

    def logout(self, request: HttpRequest) -> None:
        """Sign out; the browser stands among those of the account no more."""
        commands.note_sign_out(request.session.session_key or "")
        super().logout(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show once more that it is you, in the words of this house."""
        known = super().get_reauthentication_methods(user)
        return [
            {**way, "description": _ONCE_MORE.get(way["id"], way["description"])} for way in known
        ]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mail codes only; an unknown address gets no letter, so that nobody can be pestered."""
        if "unknown_account" not in template_prefix:
            super().send_mail(template_prefix, email, context)


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The names that passkeys get until somebody gives them another."""

    def generate_authenticator_name(
        self,
        user: Any,
        type: Authenticator.Type,  # noqa: A002 - named by the library
    ) -> str:
        """The first two in words, then by number."""
        kept = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _FIRST_NAMES[kept] if kept < len(_FIRST_NAMES) else f"Passkey {kept + 1}"
