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


def new_sign_in_key() -> str:
    """What addresses of pages call one sign-in."""
    return secrets.token_hex(6)


class SignIn(models.Model):
    """One browser in which an account is signed in, so that its owner can see and end it.

    Days and not hours, the program and not the machine: what is needed to know one's own browsers,
    and no more. The address a request came from is never kept.
    """

    class Way(models.TextChoices):
        CODE = "code", "a mailed code"
        PASSKEY = "passkey", "a passkey"
        LINK = "link", "a one-time link"

    key = models.SlugField(max_length=12, unique=True, default=new_sign_in_key, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    device = models.CharField(max_length=100, help_text="In words: Firefox on Linux.")
    began_on = models.DateField()
    seen_on = models.DateField()

    class Meta:
        ordering = ["-seen_on", "-id"]

    def __str__(self) -> str:
        return f"{self.account}: {self.device}"


class Attempts(models.Model):
    """How often somebody tried to sign in: the table of the sign-in library's counters, which all
    processes share. Its columns are those that Django's database cache asks for.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_attempts"
        verbose_name_plural = "attempts"

    def __str__(self) -> str:
        return self.cache_key


class SignInLink(models.Model):
    """A one-time sign-in link; only the digest of its token is kept. Uses real time."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sign_in_links")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link of {self.account}"
