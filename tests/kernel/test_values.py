import cordata.kernel as kernel
from cordata.kernel import KINDS, LANGUAGES, SECTORS, Reason


def test_the_front_door_offers_what_it_lists() -> None:
    assert all(hasattr(kernel, name) for name in kernel.__all__)
    assert kernel.__all__ == sorted(kernel.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name))


def test_languages_sectors_and_kinds_are_the_agreed_ones() -> None:
    assert set(LANGUAGES) == {"en", "it", "de", "fr", "sl"}
    assert set(SECTORS) == {"energy", "mechatronics", "chemistry", "ict"}
    assert set(KINDS) == {"cluster", "sme", "large", "university", "research", "public", "other"}


def test_a_reason_turns_into_plain_data() -> None:
    reason = Reason("across_border", {"from": "IT", "to": "SI", "neighbours": True}, 1 / 3)
    assert reason.as_json() == {"code": "across_border", "part": 0.3333, "from": "IT", "to": "SI", "neighbours": True}


def test_a_reason_that_only_informs_adds_nothing() -> None:
    assert Reason("kind_of_partner", {"kind": "sme"}).part == 0
    assert Reason("near").as_json() == {"code": "near", "part": 0.0}
