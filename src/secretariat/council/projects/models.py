"""Projects, the columns of their milestone table and the ledger of claims.

Claims are only added; a correction supersedes. No row and no column is ever deleted: it ends, or is
retired, on a day and with a reason, and tables of earlier days still show it.
"""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.models.periods import Period, Revised


class Project(Revised):
    """A project of a body: `tac/projects/gramine`. It stands in tables from `listed_from_on` to
    `ended_on`, both included; `name` is today's, earlier ones are in `former_names`.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="projects")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    website = models.URLField(blank=True)
    position = models.PositiveIntegerField(default=0)
    listed_from_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="project_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/projects/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class FormerName(Period):
    """A name a project bore until `to_on`; tables of that time print it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)

    class Meta(Period.Meta):
        ordering = ["to_on", "id"]

    def __str__(self) -> str:
        return self.name


class MilestoneColumn(Revised):
    """One column of a body's milestone table. A `people` column is filled from appointments of its
    role, a `words` column says something of the project that is no date. Tables show it from
    `listed_from_on` to `retired_on`, both included.
    """

    class Kind(models.TextChoices):
        MILESTONE = "milestone", "milestone"
        PEOPLE = "people", "people"
        WORDS = "words", "words"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="milestone_columns")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MILESTONE)
    role = models.SlugField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    listed_from_on = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    retired_reason = models.CharField(max_length=300, blank=True)
    not_before = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The milestone that should come first; the order is checked and warned about.",
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="column_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/projects/columns/{self.slug}"


class Claim(models.Model):
    """What was said of a milestone: true from `said_on`, known here since `recorded_at`. Never
    edited. `number` counts the claims of one cell: `tac/projects/gramine/webinar/2`.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="claims")
    column = models.ForeignKey(MilestoneColumn, on_delete=models.PROTECT, related_name="claims")
    number = models.PositiveIntegerField()
    text = models.CharField(
        max_length=200, blank=True, help_text="As written: 7 MAR 2030, Yes, (Mar 2030?)."
    )
    certainty = models.CharField(max_length=20)
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)
    source_ref = models.CharField(max_length=200, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["said_on", "recorded_at", "id"]
        indexes = [models.Index(fields=["project", "column", "said_on"], name="claim_ledger")]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "column", "number"], name="claim_number_once_per_cell"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.column}: {self.text}"


class PrintedName(models.Model):
    """How the table prints a person in one project's row, where it is not the person's short name:
    "Mike Bursell" in one row, "Grant & Mike" in another.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="printed_names")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"], name="printed_name_once_per_project"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Standing(Revised):
    """Something that holds for every project of a body from a day on, until it ends for a reason.
    Without `since_on` it holds since ever.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="%(class)ss")
    slug = models.SlugField(max_length=60)
    text = models.CharField(max_length=300)
    since_on = models.DateField(null=True, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)

    place = ""

    class Meta:
        abstract = True
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="%(class)s_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/projects/{self.place}/{self.slug}"

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class Benefit(Standing):
    """What the body offers its projects: `tac/projects/benefits/zoom-account`."""

    place = "benefits"


class Expectation(Standing):
    """What the body expects of its projects: `tac/projects/expectations/code-of-conduct`."""

    place = "expectations"
