"""What a body sets up about its meetings: their rhythm, and the notices they open with."""

from __future__ import annotations

from datetime import date

from secretariat.council.meetings.models import Series
from secretariat.council.meetings.queries.notices import notices_in_use
from secretariat.council.meetings.rhythm import series_rule
from secretariat.foundation.people.checklist import Step, StepState, done_if, register
from secretariat.foundation.people.models import Body
from secretariat.rules.calendar import series_words
from secretariat.rules.wording import joined


def rhythm(body: Body, day: date) -> list[Step]:
    """Whether a series of meetings goes on. One query."""
    series = Series.objects.filter(body=body).order_by("starts_on")
    going = [each for each in series if each.ends_on is None or each.ends_on >= day]
    words = "; ".join(series_words(series_rule(each)) for each in going) or "no series yet"
    href = f"/{body.slug}/calendar" if going else f"/{body.slug}/series/new"
    return [Step(50, href, "Meetings", words, done_if(going), "m")]


def notices(body: Body, _day: date) -> list[Step]:
    """Which notices the meetings open with; a body may need none. One query."""
    titles = [notice.title for notice in notices_in_use(body)]
    words = joined(titles) or "none yet: values, antitrust, code of conduct, recording"
    state = StepState.DONE if titles else StepState.FREE
    return [Step(60, f"/{body.slug}/settings/notices", "Notices", words, state, "c")]


register("meetings", rhythm)
register("notices", notices)
