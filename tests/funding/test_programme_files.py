"""Files of programmes, read strictly: whatever is wrong is named with its place."""

import pytest

from cordata.funding import ProgrammeError, read_programme
from cordata.funding.programme_files import only_once
from cordata.funding.rules import All, Any, Count, Distinct, Duration, Not, Person
from cordata.funding.rules.terms import Condition

GOOD = """
id = "one"
name = "One"
family = "ones"
valid_from = "2021"
valid_to = "2027-12-31"
currency = "EUR"
categories = ["staff"]
gaps = []
sources = ["https://one.example"]

[[rules]]
id = "countries"
hard = true
source = "https://one.example"
confirmed = true
condition = { distinct = { of = "country", minimum = 3 } }
"""


def faults(text: str) -> list[tuple[str, str]]:
    reading = read_programme(text.encode())
    assert (reading.programme is None) is bool(reading.faults)
    return [(fault.code, fault.path) for fault in reading.faults]


def condition(text: str) -> list[tuple[str, str]]:
    return faults(GOOD.replace('{ distinct = { of = "country", minimum = 3 } }', text))


def all_within(one: Condition):
    yield one
    if isinstance(one, All | Any):
        for part in one.of:
            yield from all_within(part)
    if isinstance(one, Not):
        yield from all_within(one.of)


def test_a_good_file_is_read():
    assert faults(GOOD) == []
    rule = read_programme(GOOD.encode()).programme.rules[0]
    assert rule.condition == Distinct("country", minimum=3)


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ('name = "One"', "", "missing", "name"),
        ('name = "One"', "name = 1", "bad_text", "name"),
        ("hard = true", 'hard = "yes"', "bad_boolean", "rules[0].hard"),
        ("hard = true", "", "missing", "rules[0].hard"),
        ('source = "https://one.example"\nconf', "conf", "missing", "rules[0].source"),
        ("confirmed = true", "confirmed = true\nsurce = 1", "unknown_name", "rules[0].surce"),
        ('"2021"', '"2028"', "bad_span", "valid_from"),
        ('["staff"]', '["stuff"]', "unknown_name", "categories"),
        ('["staff"]', '"staff"', "not_a_list", "categories"),
        ("gaps = []", "gaps = []\nrates = 3", "not_a_list", "rates"),
        ("gaps = []", "gaps = []\nrates = [3]", "not_a_table", "rates[0]"),
        ('sources = ["https://one.example"]', "", "missing", "sources"),
    ],
)
def test_a_fault_of_a_file_is_named_with_its_place(old, new, code, path):
    assert old in GOOD
    assert (code, path) in faults(GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("{ distinct = { of = 'town', minimum = 3 } }", "unknown_name", "rules[0].condition.distinct.of"),
        ("{ count = { among = { sme = true } } }", "no_bound", "rules[0].condition.count"),
        ("{ count = { minimum = 3, maximum = 2 } }", "bounds_crossed", "rules[0].condition.count.minimum"),
        ("{ count = { minimum = -3 } }", "bad_number", "rules[0].condition.count.minimum"),
        ("{ share = { minimum = 0.001 } }", "bad_amount", "rules[0].condition.share.minimum"),
        ("{ largest_share = { of = 'partner' } }", "missing", "rules[0].condition.largest_share.maximum"),
        ("{ every = { } }", "missing", "rules[0].condition.every.among"),
        ("{ count = { minimum = 1, among = { } } }", "missing", "rules[0].condition.count.among"),
        ("{ every = { among = { statuses = ['eu'] } } }", "unknown_name", "rules[0].condition.every.among.statuses"),
        ("{ count = { minimum = 1, among = { stati = [] } } }", "unknown_name", "rules[0].condition.count.among.stati"),
        ("{ counts = { minimum = 1 } }", "one_key", "rules[0].condition"),
        ("{ person = { question = 'a' }, count = { minimum = 1 } }", "one_key", "rules[0].condition"),
        ("{ count = 3 }", "not_a_table", "rules[0].condition.count"),
        ("3", "not_a_table", "rules[0].condition"),
        ("{ all = [] }", "missing", "rules[0].condition.all"),
        ("{ not = { count = { minimun = 1 } } }", "unknown_name", "rules[0].condition.not.count.minimun"),
    ],
)  # fmt: skip
def test_a_fault_of_a_condition_is_named_with_its_place(text, code, path):
    assert (code, path) in condition(text)


def test_conditions_nest():
    person = "{ any = [{ duration = { maximum = 3 } }, { person = { question = 'q' } }] }"
    text = "{ all = [{ not = { count = { minimum = 9 } } }, " + person + "] }"
    assert condition(text) == []
    found = read_programme(GOOD.replace('{ distinct = { of = "country", minimum = 3 } }', text).encode()).programme
    parts = list(all_within(found.rules[0].condition))
    assert Count(minimum=9) in parts
    assert Duration(maximum=3) in parts
    assert Person("q") in parts


def test_two_rules_of_one_name_must_follow_each_other():
    rule = GOOD[GOOD.index("[[rules]]") :]
    assert ("overlapping_spans", "rules") in faults(GOOD + rule)
    earlier = GOOD.replace("hard = true", 'hard = true\nvalid_to = "2022"')
    assert faults(earlier + rule.replace("hard = true", 'hard = false\nvalid_from = "2023"')) == []


def test_payments_are_read_as_strictly():
    flat = '[[flats]]\ncategory = "office"\npercent = 15\noptional = true\n'
    extra = f"\n[[rates]]\npercent = 101\n[[indirect]]\npercent = 7\n{flat}"
    told = set(faults(GOOD + extra + '[[caps]]\nper = "town"\nhard = true\n'))
    assert {("bad_number", "rates[0].percent"), ("missing", "indirect[0].source"), ("missing", "flats[0].of")} <= told
    assert {("missing", "caps[0].amount"), ("unknown_name", "caps[0].per")} <= told


def test_what_is_no_toml_or_no_text_is_told():
    assert faults("id = ") == [("not_toml", "")]
    assert [fault.code for fault in read_programme(b"\xff").faults] == ["not_utf8"]
    assert ("missing", "rules[0].condition") in faults(GOOD.replace("condition", "term"))


def test_a_programme_is_kept_under_its_own_name_and_once():
    one = read_programme(GOOD.encode())
    assert list(only_once([("one.toml", one)])) == ["one"]
    for files in ([("two.toml", one)], [("one.toml", read_programme(b"id = 1"))]):
        with pytest.raises(ProgrammeError, match="toml"):
            only_once(files)
