"""The conversation of an introduction, and its files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata_web.exchange.actions.conversations import ConversationClosedError, mark_read, write_message
from cordata_web.exchange.forms.conversations import MessageForm
from cordata_web.exchange.models import Attachment, Introduction, Message, Participant
from cordata_web.people import policy


def conversation_of(request: HttpRequest, found: Introduction, failed: forms.Form | None = None) -> dict[str, Any]:
    """What those who take part see of it; all others see that there is one."""
    if not policy.can(request.user, "read", found):
        return {"reads": False, "threads": [], "message_form": None, "written": found.messages.count()}
    participant = found.participants.get(user=request.user.pk)
    threads = _threads(found, participant)
    may_write = policy.can(request.user, "write", found)
    form = failed or (MessageForm(prefix="message") if may_write else None)
    answered = form["parent"].value() if failed else ""
    for thread in threads:
        if may_write:
            thread["form"] = _reply_form(thread, failed if answered == thread["id"] else None)
        thread["failed"] = bool(failed) and answered == thread["id"]
    if request.method == "GET":
        mark_read(participant=participant, until=timezone.now())
    fresh = MessageForm(prefix="message") if may_write else None
    return {"reads": True, "threads": threads, "message_form": fresh if answered else form}


def _reply_form(thread: dict[str, Any], failed: forms.Form | None) -> forms.Form:
    initial = {"parent": thread["id"]}
    return failed or MessageForm(prefix="message", initial=initial, auto_id=f"id_%s_{thread['id']}")


def _threads(found: Introduction, participant: Participant) -> list[dict[str, Any]]:
    rows = found.messages.select_related("author", "profile").prefetch_related("attachments")
    threads: dict[str, dict[str, Any]] = {}
    for row in rows:
        shown = _shown(row, participant)
        parent = threads.get(row.parent_id or "")
        if parent is None:
            threads[row.pk] = {**shown, "replies": []}
        else:
            parent["replies"].append(shown)
    return list(threads.values())


def _shown(row: Message, participant: Participant) -> dict[str, Any]:
    own = row.author_id == participant.user_id
    seen = participant.last_read is not None and row.created <= participant.last_read
    return {
        "id": row.pk,
        "name": row.author.name if row.author and row.author.name else _("Somebody"),
        "profile": row.profile.name if row.profile else "",
        "text": row.text,
        "when": row.created,
        "by_mail": row.by_mail,
        "own": own,
        "new": not own and not seen,
        "files": row.attachments.all(),
    }


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: str) -> HttpResponse:
    """Nothing that was written is lost: what is not valid comes back as it was. Whoever had to sign in goes back."""
    from cordata_web.exchange.views.introductions import render_introduction, shown_introduction, too_late

    found = shown_introduction(request, pk)
    if request.method != "POST":
        return HttpResponseRedirect(found.get_absolute_url())
    if found.state != "open":
        policy.demand(request.user, "read", found)
        form = MessageForm(request.POST, prefix="message")
        form.add_error(None, _("The conversation was closed. Copy your words if you want to keep them."))
        return render_introduction(request, found, message=form)
    policy.demand(request.user, "write", found)
    form = MessageForm(request.POST, request.FILES, prefix="message")
    if not form.is_valid():
        return render_introduction(request, found, message=form)
    parent = found.messages.filter(pk=form.cleaned_data["parent"]).first() if form.cleaned_data["parent"] else None
    try:
        made = write_message(
            participant=found.participants.select_related("user", "profile").get(user=request.user.pk),
            text=form.cleaned_data["text"],
            parent=parent,
            files=form.cleaned_data["files"],
        )
    except ConversationClosedError:
        return too_late(request, found)
    messages.success(request, _("Your message is sent."))
    return HttpResponseRedirect(f"{found.get_absolute_url()}#message-{made.pk}")


@login_required
@never_cache
@require_safe
def attachment(request: HttpRequest, pk: str) -> HttpResponse:
    return file_answer(get_object_or_404(policy.visible_to(request.user, Attachment.objects.all()), pk=pk))


def file_answer(found: Attachment) -> FileResponse:
    """Always to be saved, never to be shown: what others sent is not run by this site's name."""
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
