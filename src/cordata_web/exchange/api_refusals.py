"""How the API tells what the actions of the exchange refuse."""

from cordata.exchange import TransitionRefusedError
from cordata_web.api.problems import Refusals
from cordata_web.exchange.actions import collaborations, conversations, interests, introductions, matches, translations
from cordata_web.exchange.actions.opportunities import NotReadyError
from cordata_web.exchange.following import EmptySearchError, TooMuchFollowedError

REFUSALS: Refusals = {
    TransitionRefusedError: (409, ""),
    NotReadyError: (409, "An opportunity needs a title and a summary before it is sent for review."),
    interests.OwnOpportunityError: (409, "This is the organisation's own opportunity."),
    interests.NotLiveError: (409, "This opportunity is not open any more."),
    interests.AlreadyInterestedError: (409, "The organisation has expressed interest in it already."),
    introductions.SameOrganisationError: (409, "An organisation is not introduced to itself."),
    introductions.AlreadyUnderWayError: (409, "The two have an introduction already that is open or waits."),
    introductions.AlreadyAgreedError: (409, "This side has agreed already; it is the other side's turn."),
    collaborations.AlreadyCollaboratingError: (409, "The introduction has led to a collaboration already."),
    collaborations.NotIntroducedError: (409, "The introduction is not open."),
    collaborations.OutcomeMissingError: (422, "An end needs an outcome of the list; `none` is one."),
    conversations.ConversationClosedError: (409, "The conversation is closed."),
    conversations.OtherConversationError: (422, "The message that you answer belongs to another conversation."),
    matches.AnsweredError: (409, "The organisation has expressed interest in it already."),
    translations.OwnLanguageError: (
        409,
        "The opportunity was written in this language: change the opportunity itself.",
    ),
    TooMuchFollowedError: (409, "You follow a hundred things already. Stop following some of them first."),
    EmptySearchError: (422, "A search needs words or at least one filter."),
}
