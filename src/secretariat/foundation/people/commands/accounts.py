"""Accounts: opened for people the council knows, closed, and made the operator's."""

from __future__ import annotations

from secretariat.foundation.people import policy
from secretariat.foundation.people.models import Account, Person
from secretariat.foundation.records.commands import act, locked
from secretariat.rules.edits import state_number
from secretariat.rules.errors import Refused
from secretariat.rules.visibility import Actor, require

from .bodies import known_zone
from .persons import checked_address


def account_ref(account: Account) -> str:
    """What the audit trail calls an account: its person, never its address."""
    return f"people/{account.person.handle}" if account.person else "operator"


def open_account(actor: Actor, person: Person, address: str) -> Account:
    """Let a person sign in with an address; a code is mailed there each time.

    Letters go to the same address if the person has none yet. Refuses ("address_taken"),
    ("has_account"), ("missing", "malformed_address").
    """
    address = _given(address)
    with act(actor, "people.open_account", f"people/{person.handle}") as this:
        require(policy.may_open_account(actor, person))
        person = locked(person)
        _refuse_second(person, "address")
        _refuse_taken(address)
        account = Account.objects.create_user(address, person)
        if not person.address:
            person.address = address
            person.save(update_fields=["address"])
        this.says(f"{person.name} can sign in.")
        this.now_is(account="opened")
    return account


def open_operator_account(actor: Actor, address: str) -> Account:
    """Make an account that operates the installation and is nobody's seat or office.

    Refuses ("address_taken", "missing", "malformed_address").
    """
    address = _given(address)
    with act(actor, "people.open_operator_account", "operator") as this:
        require(policy.may_run_installation(actor, "make an operator"))
        _refuse_taken(address)
        account = Account.objects.create_user(address)
        account.is_operator = True
        account.save(update_fields=["is_operator"])
        this.says("Another account operates the installation.")
        this.now_is(is_operator=True)
    return account


def _given(address: str) -> str:
    clean = checked_address(address)
    if not clean:
        raise Refused(
            "missing",
            "Signing in needs an address to which a code can be mailed. Nothing has changed.",
            {"field": "address"},
        )
    return clean


def _refuse_second(person: Person, field: str) -> None:
    if Account.objects.filter(person=person).exists():
        raise Refused(
            "has_account",
            f"{person.name} can already sign in. Change the address of that account instead; "
            "nothing has changed.",
            {"field": field},
        )


def _refuse_taken(address: str) -> None:
    if Account.objects.filter(email=address).exists():
        raise Refused(
            "address_taken",
            "Somebody already signs in with this address. Nothing has changed. Two people need two "
            "addresses.",
            {"field": "address"},
        )


def change_sign_in_address(
    actor: Actor, account: Account, address: str, *, seen: int | None = None
) -> Account:
    """Let a person sign in with another address. `seen` is the `state_number` of the one that the
    editor saw. Refuses ("changed_meanwhile") and as `open_account` does.
    """
    address = _given(address)
    with act(actor, "people.change_sign_in_address", account_ref(account)) as this:
        _require_may_keep(actor, account, "change how this account signs in")
        account = locked(account)
        if seen is not None and state_number(account.email) != seen:
            raise Refused(
                "changed_meanwhile",
                "Somebody else changed this address a moment ago. Nothing has changed; open the "
                "page again and look.",
            )
        if account.email != address:
            _refuse_taken(address)
        account.email = address
        account.save(update_fields=["email"])
        account.sign_in_links.all().delete()
        this.says(f"{_whose(account)} signs in with another address.")
        this.now_is(address="changed")
    return account


def link_account(actor: Actor, account: Account, person: Person) -> Account:
    """Let an account that is nobody's be a person's from now on, with all the person's roles.

    Letters go to its address if the person has none yet. Refuses ("linked_already"),
    ("has_account").
    """
    with act(actor, "people.link_account", f"people/{person.handle}") as this:
        require(policy.may_run_installation(actor, "say whose account it is"))
        account, person = locked(account), locked(person)
        if account.person is not None:
            raise Refused(
                "linked_already",
                f"This account is {account.person.name}’s. Nothing has changed. Close it, and open "
                f"another one for {person.name}.",
                {"field": "person"},
            )
        _refuse_second(person, "person")
        account.person = person
        account.save(update_fields=["person"])
        if not person.address:
            person.address = account.email
            person.save(update_fields=["address"])
        this.says(f"An account that was nobody’s is {person.name}’s now.")
        this.now_is(account="linked", is_operator=account.is_operator)
    return account


def close_account(actor: Actor, account: Account) -> Account:
    """Let an account no longer sign in; whoever is signed in with it is signed out at once.

    Refuses ("last_operator").
    """
    with act(actor, "people.close_account", account_ref(account)) as this:
        _require_may_keep(actor, account, "close this account")
        account = locked(account)
        _refuse_last_operator(account)
        account.is_active = False
        account.save(update_fields=["is_active"])
        account.sign_in_links.all().delete()
        this.was(is_active=True)
        this.says(f"{_whose(account)} can no longer sign in.")
        this.now_is(is_active=False)
    return account


def reopen_account(actor: Actor, account: Account) -> Account:
    """Let a closed account sign in again."""
    with act(actor, "people.reopen_account", account_ref(account)) as this:
        _require_may_keep(actor, account, "reopen this account")
        account = locked(account)
        this.was(is_active=account.is_active)
        account.is_active = True
        account.save(update_fields=["is_active"])
        this.says(f"{_whose(account)} can sign in again.")
        this.now_is(is_active=True)
    return account


def make_operator(actor: Actor, account: Account) -> Account:
    """Let an account operate the whole installation."""
    with act(actor, "people.make_operator", account_ref(account)) as this:
        require(policy.may_run_installation(actor, "make an operator"))
        account = locked(account)
        this.was(is_operator=account.is_operator)
        account.is_operator = True
        account.save(update_fields=["is_operator"])
        this.says(f"{_whose(account)} operates the installation.")
        this.now_is(is_operator=True)
    return account


def end_operator(actor: Actor, account: Account) -> Account:
    """Let an account no longer operate the installation. Refuses ("last_operator")."""
    with act(actor, "people.end_operator", account_ref(account)) as this:
        require(policy.may_run_installation(actor, "end an operator"))
        account = locked(account)
        _refuse_last_operator(account)
        account.is_operator = False
        account.save(update_fields=["is_operator"])
        this.was(is_operator=True)
        this.says(f"{_whose(account)} no longer operates the installation.")
        this.now_is(is_operator=False)
    return account


def choose_zone(actor: Actor, account: Account, zone: str) -> Account:
    """Show times on one's own clock too: that of an IANA zone, or with "" that of the browser.

    Nobody can for somebody else. The history says that it changed, never where somebody lives.
    Refuses ("not_allowed", "unknown_zone").
    """
    name = known_zone(zone) if zone else ""
    with act(actor, "people.choose_zone", account_ref(account)) as this:
        require(policy.may_choose_zone(actor, account))
        account = locked(account)
        account.zone = name
        account.save(update_fields=["zone"])
        this.says(f"{_whose(account)} reads times on a clock of their own choice.")
        this.now_is(zone="chosen" if name else "of the browser")
    return account


def _whose(account: Account) -> str:
    """Who an account is, for a sentence of the trail, which never names an address."""
    return account.person.name if account.person else "The operator"


def _require_may_keep(actor: Actor, account: Account, what: str) -> None:
    if account.person is None:
        require(policy.may_run_installation(actor, what))
    else:
        require(policy.may_open_account(actor, account.person))


def _refuse_last_operator(account: Account) -> None:
    others = Account.objects.filter(is_operator=True, is_active=True).exclude(pk=account.pk)
    if account.is_operator and account.is_active and not others.exists():
        raise Refused(
            "last_operator",
            "This is the only operator. Make somebody else operator first, or nobody can set up "
            "bodies and accounts any more. Nothing has changed.",
        )
