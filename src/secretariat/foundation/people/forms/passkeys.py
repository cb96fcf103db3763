"""Adding a passkey, in the words of this house."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """The library's form with our labels."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.fields["name"].help_text = "Such as “Work laptop”."
        alone = self.fields["passwordless"]
        alone.initial = True
        alone.label = "Sign in with this passkey alone"
        alone.help_text = (
            "No code by mail is needed then. Your device asks for your fingerprint, face or PIN."
        )
