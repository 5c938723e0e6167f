"""Letters to people by e-mail, their wishes about them, and what they answer."""

from cordata_web.mail.draft import Draft
from cordata_web.mail.posting import post
from cordata_web.mail.receiving import receives
from cordata_web.mail.sites import absolute, reply_address

__all__ = ["Draft", "absolute", "post", "receives", "reply_address"]
