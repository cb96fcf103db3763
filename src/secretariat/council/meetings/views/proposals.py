"""Topics that people propose for a meeting: written, taken back, and declined by whoever prepares
it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from secretariat.council.meetings import commands, policy
from secretariat.council.meetings.models import Meeting, TopicProposal
from secretariat.council.meetings.queries.topics import own_topics, topic_named
from secretariat.council.meetings.topic_forms import TopicForm
from secretariat.council.meetings.views.frame import act_on_agenda, tell, to_page, with_meeting
from secretariat.foundation.people.http import actor_of, refusals_on, render_page
from secretariat.rules.visibility import require


@require_http_methods(["GET", "POST"])
@with_meeting
def propose(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Propose a topic, and see what became of those proposed before."""
    actor = actor_of(request)
    require(policy.may_propose(actor, meeting))
    form = TopicForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = commands.propose_topic(actor, meeting, form.topic())
            tell(request, f"“{made.title}” waits for whoever prepares the agenda.")
            return to_page(f"/{meeting.ref}")
    own = own_topics(actor.person, meeting)
    context = {"body": meeting.body, "row": meeting, "form": form, "topics": own}
    return render_page(request, "meetings/propose.html", context)


@require_POST
@with_meeting
def withdraw(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Take back a topic one proposed."""
    topic = commands.withdraw_topic(actor_of(request), meeting, _topic_of(request, meeting))
    tell(request, f"“{topic.title}” is withdrawn. You can propose it again at any time.")
    return to_page(f"/{meeting.ref}")


@act_on_agenda
def decline(request: HttpRequest, meeting: Meeting) -> str | None:
    """Do not put a proposed topic on the agenda."""
    topic = _topic_of(request, meeting)
    reason = request.POST.get("reason", "")
    commands.decline_topic(actor_of(request), meeting, topic, reason=reason)
    return f"“{topic.title}” is declined. Who proposed it reads the reason."


def _topic_of(request: HttpRequest, meeting: Meeting) -> TopicProposal:
    number = request.POST.get("number", "")
    return topic_named(meeting.body, int(number) if number.isdecimal() else 0)
