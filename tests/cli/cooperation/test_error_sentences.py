"""Every refusal of the library has a sentence."""

from cordata.cooperation import CooperationError
from cordata_cli.cooperation.error_sentences import SENTENCES

BY_WHAT = {"shape_mismatch", "zero_total", "degenerate"}


def test_every_code_has_a_sentence() -> None:
    assert {error.code for error in CooperationError.__subclasses__()} == set(SENTENCES) | BY_WHAT
