"""Papers, their versions, what reviewers said, remarks, and what others say, quoted.

A definition is a paper too: its versions hold the words of the term, and the glossary lists it.
Versions, steps and remarks are only added; the words of a version change until it is frozen.
"""

from __future__ import annotations

from django.db import models

from secretariat.foundation.people.models import Body, Person
from secretariat.foundation.people.models.periods import Revised
from secretariat.rules.papers import STATE_WORDS, PaperState
from secretariat.rules.visibility import Audience

STATES = [(state.value, words) for state, words in STATE_WORDS.items()]


class Paper(Revised):
    """A text a body stands by, or will: `tac/papers/technical-white-paper`."""

    class Kind(models.TextChoices):
        WHITE_PAPER = "white_paper", "white paper"
        FAQ = "faq", "FAQ"
        DEFINITION = "definition", "definition"
        STATEMENT = "statement", "statement"
        POLICY = "policy", "policy text"
        OTHER = "other", "text"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="papers")
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=200, help_text="Of a definition: the term.")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WHITE_PAPER)
    about = models.TextField(blank=True, help_text="What it is for, as slides and reports say it.")
    editor = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="edits"
    )
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    issue_url = models.URLField(max_length=500, blank=True)
    document_url = models.URLField(max_length=500, blank=True, help_text="Where it is written.")
    draft_audience = models.CharField(
        max_length=20,
        choices=[(Audience.PUBLIC.value, "everyone"), (Audience.MEMBERS.value, "the members")],
        default=Audience.PUBLIC.value,
        help_text="Who may read the words before they are adopted.",
    )
    added_on = models.DateField()
    added_at = models.DateTimeField()
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="paper_slug_once_per_body"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"{self.body.slug}/papers/{self.slug}"

    @property
    def is_definition(self) -> bool:
        """Whether it stands in the glossary."""
        return self.kind == self.Kind.DEFINITION

    def get_absolute_url(self) -> str:
        return f"/{self.ref}"


class PaperVersion(Revised):
    """One version of a paper: `tac/papers/technical-white-paper/v2`. `label` is what people call it
    ("1.2"), `number` counts.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=STATES, default=PaperState.IDEA.value)
    since_on = models.DateField(help_text="The first day of its state.")
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    what_is_new = models.CharField(max_length=500, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    review_from_on = models.DateField(null=True, blank=True)
    review_until_on = models.DateField(null=True, blank=True)
    adopted_ref = models.CharField(max_length=200, blank=True, help_text="The motion, if any.")
    published_on = models.DateField(null=True, blank=True)
    published_url = models.URLField(max_length=500, blank=True)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.label}"

    @property
    def ref(self) -> str:
        return f"{self.paper.ref}/v{self.number}"

    @property
    def name(self) -> str:
        """The version as a sentence names it: "version 2 of “Enclave”"."""
        return f"version {self.label} of “{self.paper.title}”"


class PaperStep(models.Model):
    """One step of a version from state to state; never edited. `ref` is what decided it."""

    version = models.ForeignKey(PaperVersion, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    on = models.DateField()
    by = models.CharField(max_length=200)
    state_before = models.CharField(max_length=12, blank=True)
    state_after = models.CharField(max_length=12)
    words = models.CharField(max_length=500, blank=True)
    ref = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.version}: {self.state_after}"


class Review(models.Model):
    """Somebody asked to read a version, and what they answered."""

    class Verdict(models.TextChoices):
        FINE = "fine", "fine as it is"
        CHANGES = "changes", "wants changes"
        NO_TIME = "no_time", "cannot read it"

    version = models.ForeignKey(PaperVersion, on_delete=models.CASCADE, related_name="reviews")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="paper_reviews")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="reviewer_once_per_version"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"


class Remark(models.Model):
    """What became known of a paper on a day, as slides and reports say it; never edited."""

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="remarks")
    at = models.DateTimeField()
    on = models.DateField()
    by = models.CharField(max_length=200)
    words = models.CharField(max_length=500)
    source_words = models.CharField(max_length=300, blank=True)
    ref = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.words[:60]


class Quotation(Revised):
    """What somebody outside says, word for word, with where it stands and when it was read. A
    paragraph is a line of Markdown; bold is the quoted text's or said otherwise in `emphasis`.
    """

    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="quotations")
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    words = models.TextField()
    author = models.CharField(max_length=200)
    work = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=500, blank=True)
    read_on = models.DateField()
    emphasis = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "slug"], name="quotation_slug_once_per_paper"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"{self.paper.ref}/quotations/{self.slug}"
