"""Messages between those who take part in an introduction, with files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cordata_web.exchange.files import Sent, checked
from cordata_web.exchange.letters.conversations import tell_of_message
from cordata_web.exchange.models import Attachment, Introduction, Message, Participant
from cordata_web.people import audit


class ConversationClosedError(ValueError):
    """The introduction is not open."""


class NothingWrittenError(ValueError):
    """A message without words and files."""


class OtherConversationError(ValueError):
    """The message that is answered belongs to another conversation."""


def write_message(
    *,
    participant: Participant,
    text: str,
    parent: Message | None = None,
    files: Sequence[Sent] = (),
    mail_id: str = "",
) -> Message:
    """Add a message and tell the others; answers to answers stand beside them, one level deep.

    Raises FileRefusedError for a file that is not taken. A mail that has arrived before gives its message again.
    """
    taken = checked(files)
    saved: list[Attachment] = []
    try:
        with transaction.atomic():
            introduction = Introduction.objects.select_for_update(of=("self",)).get(pk=participant.introduction_id)
            known = introduction.messages.filter(mail_id=mail_id).first() if mail_id else None
            if known is not None:
                return known
            made = _written(introduction, participant, text, parent, mail_id)
            for file in taken:
                saved.append(
                    Attachment(message=made, name=file.name, size=len(file.content), media_type=file.media_type)
                )
                saved[-1].file.save(file.name, ContentFile(file.content), save=False)
                saved[-1].save(force_insert=True)
            told = {"message": made.pk, "files": len(taken)}
            audit.record("write", introduction, actor=participant.user, changes=told)
            tell_of_message(made, participant)
    except BaseException:
        for file in saved:  # the rows are gone with the transaction; what lies on the disk is not
            file.file.delete(save=False)
        raise
    return made


def mark_read(*, participant: Participant, until: datetime) -> None:
    """The person has seen all up to then."""
    Participant.objects.filter(pk=participant.pk).update(last_read=until)


def _written(
    introduction: Introduction, participant: Participant, text: str, parent: Message | None, mail_id: str
) -> Message:
    if introduction.state != "open":
        raise ConversationClosedError(introduction.pk)
    if not text.strip():
        raise NothingWrittenError(introduction.pk)
    if parent is not None and parent.introduction_id != introduction.pk:
        raise OtherConversationError(parent.pk)
    made = Message.objects.create(
        introduction=introduction,
        author=participant.user,
        profile=participant.profile,
        parent=(parent.parent or parent) if parent else None,
        text=text.strip(),
        by_mail=bool(mail_id),
        mail_id=mail_id,
    )
    mark_read(participant=participant, until=max(made.created, timezone.now()))
    return made
