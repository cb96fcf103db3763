"""Print a one-time sign-in link, for an operator who cannot get mail. It works for 30 minutes."""

from __future__ import annotations

import argparse

from secretariat.faces.cli.options import (
    DONE,
    load_django,
    report_json,
    use_existing_record,
    wants_json,
)
from secretariat.rules.errors import Refused

HELP = "print a one-time sign-in link"
# Until the operator enters an address of their own, nothing can be mailed to them.
PLACEHOLDER = "operator@example.org"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "address", nargs="?", help="whose account (default: the operator, made if there is none)"
    )


def run(options: argparse.Namespace) -> int:
    use_existing_record(options)
    load_django(options)
    from django.conf import settings

    from secretariat.faces.cli.database import require_up_to_date

    require_up_to_date()
    path = link_for(options.address) if options.address else operator_link()
    link = settings.BASE_URL + path
    if wants_json(options):
        report_json({"sign_in": link})
    else:
        print(link)
    return DONE


def link_for(address: str) -> str:
    """The path of a link for the account of an address. Refuses ("no_account")."""
    from secretariat.foundation.people.commands import issue_sign_in_link
    from secretariat.foundation.people.models import Account
    from secretariat.rules.visibility import system_actor

    account = Account.objects.filter(email=address.strip().lower()).first()
    if account is None:
        raise Refused(
            "no_account",
            f"Nobody signs in with {address} here. `sign-in` alone prints a link for the "
            "operator, who finds every address under Set up, Accounts.",
        )
    return issue_sign_in_link(system_actor("command line"), account)


def operator_link() -> str:
    """The path of a link for the operator; the account is made if there is none."""
    from secretariat.foundation.people.commands import issue_sign_in_link, open_operator_account
    from secretariat.foundation.people.models import Account
    from secretariat.rules.visibility import system_actor

    terminal = system_actor("command line")
    operators = Account.objects.filter(is_operator=True, is_active=True).order_by("id")
    operator = operators.first() or open_operator_account(terminal, PLACEHOLDER)
    return issue_sign_in_link(terminal, operator)


def first_link() -> str:
    """A link for the operator as long as no operator has ever signed in; else empty."""
    from secretariat.foundation.people.models import Account

    has_signed_in = Account.objects.filter(is_operator=True, last_login__isnull=False).exists()
    return "" if has_signed_in else operator_link()
