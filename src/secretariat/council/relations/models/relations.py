"""Outside bodies, who speaks with them on either side, what was said when, and what is owed.

Exchanges are only added; a contact ends on a day; what is owed ends with a reason.
"""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Body, Organization, Person
from secretariat.foundation.people.models.periods import OLDEST_FIRST, Period, Revised
from secretariat.rules.relations import KIND_WORD, RelationKind
from secretariat.rules.visibility import Audience


class Relation(Revised):
    """A relation of a body to an outside one: `tac/relations/ietf`. `unit` is the part of it that
    is meant, such as a working group.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="relations")
    slug = models.SlugField(max_length=80)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="relations"
    )
    unit = models.CharField(max_length=200, blank=True)
    kind = models.CharField(
        max_length=20, choices=[(each.value, KIND_WORD[each]) for each in RelationKind]
    )
    about = models.TextField(blank=True, help_text="What it is about. Markdown.")
    position = models.PositiveSmallIntegerField(default=0)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    added_on = models.DateField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="relation_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The outside body as lists print it: "IETF, RATS working group"."""
        return f"{self.organization.name}, {self.unit}" if self.unit else self.organization.name

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/relations/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class Contact(Period):
    """Who speaks for a side from a day to a day. Names of the other side are for the members."""

    class Side(models.TextChoices):
        OURS = "ours", "ours"
        THEIRS = "theirs", "theirs"

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="contacts")
    side = models.CharField(max_length=10, choices=Side.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="contact_for"
    )
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=120, blank=True, help_text="Representative, backup.")
    address = models.EmailField(blank=True, help_text="For the members, never public.")

    class Meta(Period.Meta):
        ordering = OLDEST_FIRST

    def __str__(self) -> str:
        return self.name


class Exchange(models.Model):
    """Something that passed between the two: a mail, a meeting, a talk; never edited."""

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="exchanges")
    at = models.DateTimeField()
    on = models.DateField()
    by = models.CharField(max_length=200)
    words = models.CharField(max_length=500)
    ref = models.CharField(max_length=300, blank=True, help_text="A reference or a web address.")
    audience = models.CharField(
        max_length=20,
        choices=[(Audience.PUBLIC.value, "everyone"), (Audience.MEMBERS.value, "the members")],
        default=Audience.PUBLIC.value,
    )

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.words[:60]


class Owed(Revised):
    """What one side owes the other, by when. `number` counts within the relation."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "done"
        DROPPED = "dropped", "dropped"

    relation = models.ForeignKey(Relation, on_delete=models.CASCADE, related_name="owed")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=Contact.Side.choices)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="owes_outside"
    )
    by = models.CharField(max_length=200, blank=True, help_text="Who owes it, as printed.")
    text = models.CharField(max_length=500)
    due_on = models.DateField(null=True, blank=True)
    owed_since_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["relation", "number"], name="owed_number_once"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
