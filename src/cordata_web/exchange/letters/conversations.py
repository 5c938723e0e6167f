"""A new message by e-mail; an answer to the letter comes back into the conversation."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cordata_web.exchange.models import Message, Participant
from cordata_web.exchange.speakers import acts_now
from cordata_web.mail import Draft, post, reply_address


def present(message: Message) -> list[Participant]:
    """Those who take part and still act for the organisation or cluster they came for."""
    here = message.introduction.participants.filter(left__isnull=True).select_related("user", "profile")
    return [one for one in here.order_by("joined", "pk") if acts_now(one.user, one.profile)]


def tell_of_message(message: Message, writer: Participant) -> int:
    """To all others; how many letters were put into the outbox."""
    told = 0
    for reader in present(message):
        if reader.user_id == writer.user_id:
            continue
        letter = post(
            "message",
            to=reader.user,
            write=lambda: _draft(message, writer),
            key=f"message:{message.pk}:{reader.user_id}",
            topic="conversations",
            reply_to=reply_address(reader.reply_token),
            thread=f"introduction-{message.introduction_id}",
        )
        told += letter is not None
    return told


def _draft(message: Message, writer: Participant) -> Draft:
    facts = {"name": writer.user.name or _("Somebody"), "organisation": writer.profile.name}
    files = [one.name for one in message.attachments.all()]
    paragraphs = [_("%(name)s (%(organisation)s) writes:") % facts, message.text]
    if files:
        paragraphs.append(_("Files that you find on the page: %(files)s.") % {"files": ", ".join(files)})
    return Draft(
        subject=_("A message from %(name)s, %(organisation)s") % facts,
        paragraphs=paragraphs,
        button=(_("Open the conversation"), f"{message.introduction.get_absolute_url()}#message-{message.pk}"),
        closing=_("You can answer this e-mail; everybody in the conversation reads your answer.")
        if reply_address(writer.reply_token)
        else "",
    )
