"""Accounts: the key with which a person signs in. Reading needs none."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .persons import Person


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts without passwords, and reads each with its person."""

    def get_queryset(self) -> models.QuerySet[Account]:
        return super().get_queryset().select_related("person")

    def create_user(self, email: str, person: Person | None = None) -> Account:
        account = self.model(email=self.normalize_email(email).lower(), person=person)
        account.set_unusable_password()
        account.save(using=self._db)
        return account


def new_key() -> str:
    """What addresses of pages call an account that is nobody's: "account-3f9a2c1b"."""
    return f"account-{secrets.token_hex(4)}"


class Account(AbstractBaseUser):
    """One sign-in address, usually of one person. Roles come from seats, offices and
    appointments.
    """

    key = models.SlugField(max_length=20, unique=True, default=new_key, editable=False)
    email = models.EmailField(unique=True)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="account"
    )
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    zone = models.CharField(
        max_length=60,
        blank=True,
        help_text="IANA time zone of its reader; empty: the one of the browser.",
    )

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email

    @property
    def name_in_addresses(self) -> str:
        """What addresses of pages call it: its person, or its key where it is nobody's."""
        return self.person.handle if self.person else self.key


class SignInLink(models.Model):
    """A one-time sign-in link; only the digest of its token is kept. Uses real time."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_in_links")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link of {self.account}"
