"""Answers to letters of a conversation, which become messages of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from cordata_web.exchange.actions.conversations import write_message
from cordata_web.exchange.files import MOST, FileRefusedError, Sent, checked
from cordata_web.exchange.models import Participant
from cordata_web.exchange.speakers import acts_now
from cordata_web.mail import Draft, post, receives
from cordata_web.mail.receiving import File, Incoming, WrongSenderError

LONGEST = 10_000
LONGEST_ID = 250


@receives("reply")
def take_in(token: str, mail: Incoming) -> bool:
    """Write what somebody answered by e-mail into the conversation of the token; False where there is none."""
    participant = (
        Participant.objects.select_related("user", "profile", "introduction").filter(reply_token=token).first()
    )
    if participant is None:
        return False
    if mail.sender.strip().casefold() != participant.user.email.casefold():
        raise WrongSenderError(mail.sender)
    mail_id = mail.message_id[:LONGEST_ID]
    if participant.introduction.messages.filter(mail_id=mail_id).exclude(mail_id="").exists():
        return True
    gone = participant.left is not None or not acts_now(participant.user, participant.profile)
    if gone or participant.introduction.state != "open":
        _tell_not_taken(participant, mail_id)
        return True
    files, refused = _taken(mail.files, participant.user.language)
    text = mail.text.strip()[:LONGEST] or (mail.subject.strip() if files else "")
    if text:
        write_message(participant=participant, text=text, files=files, mail_id=mail_id)
    if refused or not text:
        _tell_refused(participant, refused, mail_id)
    return True


def _taken(files: Sequence[File], language: str) -> tuple[list[Sent], list[str]]:
    """Those files that can be kept, and a sentence for each of the others."""
    taken: list[Sent] = []
    refused: list[str] = []
    with override(language):
        for file in files:
            sent = Sent(file.name, file.content)
            try:
                checked([*taken, sent] if len(taken) >= MOST else [sent])
            except FileRefusedError as error:
                refused.append(str(error))
            else:
                taken.append(sent)
    return taken, list(dict.fromkeys(refused))


def _tell_not_taken(participant: Participant, mail_id: str) -> None:
    def write() -> Draft:
        return Draft(
            subject=_("Your answer has not arrived"),
            paragraphs=[
                _("The conversation is closed, or you do not take part in it any more. Nobody has read your e-mail.")
            ],
            button=(_("See the introduction"), participant.introduction.get_absolute_url()),
        )

    post("reply_not_taken", to=participant.user, write=write, key=f"reply_not_taken:{participant.pk}:{mail_id}"[:200])


def _tell_refused(participant: Participant, refused: list[str], mail_id: str) -> None:
    def write() -> Draft:
        return Draft(
            subject=_("A part of your answer has not arrived"),
            paragraphs=refused or [_("Your e-mail had no words that could be read.")],
            button=(_("Open the conversation"), participant.introduction.get_absolute_url()),
        )

    post("reply_refused", to=participant.user, write=write, key=f"reply_refused:{participant.pk}:{mail_id}"[:200])
