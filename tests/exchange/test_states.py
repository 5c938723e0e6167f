import pytest

from cordata.exchange import INTEREST, INTRODUCTION, MACHINES, PUBLICATION, Machine, TransitionRefusedError

machines = pytest.mark.parametrize("machine", MACHINES.values(), ids=list(MACHINES))


@machines
def test_every_state_can_be_reached(machine: Machine) -> None:
    reached = {machine.initial}
    for _round in machine.states:
        reached |= {one.target for one in machine.transitions if reached & set(one.sources)}
    assert reached == set(machine.states)


@machines
def test_every_state_that_is_not_closed_has_a_way_out(machine: Machine) -> None:
    left = {source for one in machine.transitions for source in one.sources if one.target != source}
    assert set(machine.states) - set(machine.closed) <= left


@machines
def test_a_step_from_a_state_leads_to_one_state_only(machine: Machine) -> None:
    ways = [(one.step, source) for one in machine.transitions for source in one.sources]
    assert len(ways) == len(set(ways))


@machines
def test_transitions_name_known_states_and_somebody(machine: Machine) -> None:
    for one in machine.transitions:
        assert {*one.sources, one.target} <= set(machine.states)
        assert one.by
        assert one.step in machine.steps


def test_a_step_from_a_wrong_state_is_refused_with_names() -> None:
    with pytest.raises(TransitionRefusedError, match="interest: cannot accept what is declined") as refused:
        INTEREST.after("accept", "declined")
    assert (refused.value.machine, refused.value.step, refused.value.state) == ("interest", "accept", "declined")


def test_an_opportunity_goes_from_draft_to_the_public() -> None:
    state = PUBLICATION.initial
    for step in ("submit", "request_changes", "submit", "approve", "expire", "renew"):
        state = PUBLICATION.after(step, state)
    assert state == "published"


def test_each_side_sees_its_own_steps_only() -> None:
    assert INTEREST.open_to("receiver", "sent") == ("ask", "accept", "decline")
    assert INTEREST.open_to("sender", "sent") == ("withdraw",)
    assert INTRODUCTION.open_to("party", "open") == ("close",)
    assert PUBLICATION.open_to("owner", "rejected") == ("archive",)
