"""What an action of the audit log means, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

SENTENCES: Mapping[str, Promise] = {
    "created": gettext_lazy("%(person)s made %(thing)s."),
    "updated": gettext_lazy("%(person)s changed %(thing)s."),
    "deleted": gettext_lazy("%(person)s deleted %(thing)s."),
    "submit": gettext_lazy("%(person)s sent %(thing)s for review."),
    "take_back": gettext_lazy("%(person)s took %(thing)s back from review."),
    "approve": gettext_lazy("%(person)s made %(thing)s public."),
    "request_changes": gettext_lazy("%(person)s asked for changes in %(thing)s."),
    "reject": gettext_lazy("%(person)s did not accept %(thing)s."),
    "renew": gettext_lazy("%(person)s renewed %(thing)s."),
    "expire": gettext_lazy("%(person)s ended %(thing)s, as its time was over."),
    "archive": gettext_lazy("%(person)s put %(thing)s aside."),
    "restore": gettext_lazy("%(person)s took %(thing)s up again."),
    "check": gettext_lazy("%(person)s noted answers to the checklist of %(thing)s."),
    "comment": gettext_lazy("%(person)s commented on %(thing)s."),
    "claim": gettext_lazy("%(person)s said to act for an organisation: %(thing)s."),
    "claim confirmed": gettext_lazy("%(person)s confirmed a claim: %(thing)s."),
    "claim refused": gettext_lazy("%(person)s refused a claim: %(thing)s."),
    "kept by its own": gettext_lazy("%(person)s began to keep %(thing)s."),
    "let cluster act": gettext_lazy("%(person)s said what its clusters may do for %(thing)s."),
    "test size": gettext_lazy("%(person)s took the size test of %(thing)s."),
    "merge": gettext_lazy("%(person)s merged another profile into %(thing)s."),
    "not the same": gettext_lazy("%(person)s noted that %(thing)s only looks like another profile."),
    "give role": gettext_lazy("%(person)s gave a role: %(thing)s."),
    "end role": gettext_lazy("%(person)s ended a role: %(thing)s."),
    "invite": gettext_lazy("%(person)s invited somebody: %(thing)s."),
    "withdraw": gettext_lazy("%(person)s withdrew %(thing)s."),
    "accept": gettext_lazy("%(person)s accepted %(thing)s."),
    "decline": gettext_lazy("%(person)s declined %(thing)s."),
    "express": gettext_lazy("%(person)s expressed interest: %(thing)s."),
    "ask": gettext_lazy("%(person)s asked a question: %(thing)s."),
    "answer": gettext_lazy("%(person)s answered: %(thing)s."),
    "lapse": gettext_lazy("%(person)s let %(thing)s lapse, as nobody answered in time."),
    "propose": gettext_lazy("%(person)s proposed an introduction: %(thing)s."),
    "open": gettext_lazy("%(person)s opened %(thing)s."),
    "agree_first": gettext_lazy("%(person)s agreed as the first: %(thing)s."),
    "agree": gettext_lazy("%(person)s agreed: %(thing)s."),
    "close": gettext_lazy("%(person)s closed %(thing)s."),
    "reopen": gettext_lazy("%(person)s opened %(thing)s again."),
    "begin": gettext_lazy("%(person)s began a collaboration: %(thing)s."),
    "negotiate": gettext_lazy("%(person)s began to negotiate: %(thing)s."),
    "start": gettext_lazy("%(person)s began the work: %(thing)s."),
    "complete": gettext_lazy("%(person)s completed %(thing)s."),
    "stop": gettext_lazy("%(person)s stopped %(thing)s."),
    "resume": gettext_lazy("%(person)s went on with %(thing)s."),
    "exported": gettext_lazy("%(person)s exported their own data."),
    "erased": gettext_lazy("%(person)s was erased at their own wish."),
    "describe myself": gettext_lazy("%(person)s changed their own name or language."),
    "give consent": gettext_lazy("%(person)s agreed to the keeping of an account."),
    "withdraw consent": gettext_lazy("%(person)s withdrew a consent."),
    "cancel job": gettext_lazy("%(person)s cancelled background work: %(thing)s."),
    "send letter again": gettext_lazy("%(person)s had a letter sent again: %(thing)s."),
}
"""By the name of the action; others are told by their bare name."""
