"""Answering an action through the personal link of a letter, without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from secretariat.council.actions import commands
from secretariat.council.actions.commands import Said
from secretariat.council.actions.enclosures import owned_by
from secretariat.council.actions.models import Action
from secretariat.foundation.outbox.commands import mark_read
from secretariat.foundation.outbox.queries import receipt_of


@never_cache
@require_POST
def answer_by_link(request: HttpRequest, token: str, action: str) -> HttpResponse:
    """Say of one's own action that it is done, or in progress, with a word."""
    receipt = receipt_of(token)
    actor, row = owned_by(receipt, action)
    note, state = request.POST.get("note", ""), request.POST.get("state", "")
    if state == Action.State.DONE:
        row = commands.close_action(actor, row, state, reason=note)
    else:
        row = commands.report_action(actor, row, state, said=Said(note))
    mark_read(receipt)
    words = f"Thank you: {row.number} is {row.get_state_display()}."
    messages.success(request, words, extra_tags="settled")
    return HttpResponseRedirect(f"/answer/{token}#your-actions")
