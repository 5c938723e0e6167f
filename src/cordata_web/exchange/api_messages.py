"""Conversations of introductions and their files, for programs."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Paged, Paging, Said, as_form, paged
from cordata_web.api.problems import demand_valid, wrong_field
from cordata_web.exchange.actions.conversations import ConversationClosedError, write_message
from cordata_web.exchange.api_introductions import found
from cordata_web.exchange.api_shapes import Id
from cordata_web.exchange.files import LONGEST_NAME, MOST, FileRefusedError, Sent
from cordata_web.exchange.forms.conversations import MessageForm
from cordata_web.exchange.models import Attachment, Message
from cordata_web.exchange.views.conversations import file_answer
from cordata_web.people import policy

router = Router(tags=["introductions"])
BINARY = {"schema": {"type": "string", "format": "binary"}}


class FileOut(Schema):
    """``url`` is where its content is fetched."""

    id: str
    url: str
    name: str
    size: int
    media_type: str


class MessageOut(Schema):
    """``parent`` is the message that it answers."""

    id: str
    parent: str | None
    name: str
    organisation: str
    own: bool
    by_mail: bool
    text: str
    created: datetime
    files: list[FileOut]


class MessagePage(Paged):
    messages: list[MessageOut]


class NewFile(Said):
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    content: str = Field(description="In Base64.")


class NewMessage(Said):
    text: str
    parent: Id | None = None
    files: list[NewFile] = Field([], max_length=MOST, description="PDF, pictures, office files, texts; 10 MB each.")


@router.get(
    "/introductions/{id}/messages", response=MessagePage, operation_id="list_messages",
    summary="The conversation, oldest first; for those who take part",
)  # fmt: skip
def list_messages(request: HttpRequest, id: Path[Id], paging: Query[Paging]) -> dict[str, Any]:
    row = found(request, id)
    policy.demand(request.user, "read", row)
    messages = row.messages.select_related("author", "profile").prefetch_related("attachments")
    return paged(messages, paging, "messages", lambda one: _message_out(request, one))


@router.post(
    "/introductions/{id}/messages", response={201: MessageOut}, operation_id="write_message", auth=WRITE,
    summary="Write into the conversation",
)  # fmt: skip
def write(request: HttpRequest, id: Path[Id], said: NewMessage) -> Any:
    row = found(request, id)
    policy.demand(request.user, "read", row)
    if row.state != "open":
        raise ConversationClosedError(row.pk)
    policy.demand(request.user, "write", row)
    words = demand_valid(MessageForm(as_form(said.model_dump(exclude={"files"}))))
    parent = row.messages.filter(pk=said.parent).first() if said.parent else None
    if said.parent and parent is None:
        raise wrong_field("parent", "There is no such message in this conversation.")
    participant = row.participants.select_related("user", "profile").get(user=request.user.pk)
    files = [_sent(number, one) for number, one in enumerate(said.files)]
    try:
        made = write_message(participant=participant, text=words["text"], parent=parent, files=files)
    except FileRefusedError as error:
        raise wrong_field("files", str(error)) from error
    return _message_out(request, made)


@router.get(
    "/files/{id}", operation_id="get_file", summary="A file of a conversation, as it was sent",
    openapi_extra={"responses": {200: {"description": "The file.", "content": {"*/*": BINARY}}}},
)  # fmt: skip
def get_file(request: HttpRequest, id: Path[Id]) -> HttpResponse:
    return file_answer(get_object_or_404(policy.visible_to(request.user, Attachment.objects.all()), pk=id))


def _sent(number: int, said: NewFile) -> Sent:
    try:
        return Sent(said.name, base64.b64decode(said.content, validate=True))
    except ValueError as error:
        raise wrong_field(f"files/{number}/content", "This is not Base64.") from error


def _message_out(request: HttpRequest, row: Message) -> dict[str, Any]:
    return {
        "id": row.pk,
        "parent": row.parent_id,
        "name": row.author.name if row.author else "",
        "organisation": row.profile.name if row.profile else "",
        "own": row.author_id == request.user.pk,
        "by_mail": row.by_mail,
        "text": row.text,
        "created": row.created,
        "files": [_file_out(request, one) for one in row.attachments.all()],
    }


def _file_out(request: HttpRequest, one: Attachment) -> dict[str, Any]:
    url = request.build_absolute_uri(reverse("api:get_file", args=[one.pk]))
    return {"id": one.pk, "url": url, "name": one.name, "size": one.size, "media_type": one.media_type}
