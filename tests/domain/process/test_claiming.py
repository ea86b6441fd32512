from chalicelib.domain.process.claiming import held
from tests.support.processes.lives import the

MARRIAGE = the("marriage")


def keys(couple: str, hour: str):
    people = frozenset(("person", f"{couple}{n}") for n in (1, 2))
    return lambda claim: [hour] if claim == "slot" else sorted(k for _, k in people)


def test_a_change_without_change_of_state_gives_the_old_hour_back():
    before = held(MARRIAGE, "confirming", keys("p", "16 May 14.00"))
    after = held(MARRIAGE, "confirming", keys("p", "16 May 16.00"))
    assert after - before == {("slot", "16 May 16.00")}
    assert before - after == {("slot", "16 May 14.00")}


def test_two_couples_who_want_one_hour_take_the_same_key():
    ours = held(MARRIAGE, "confirming", keys("p", "16 May 14.00"))
    theirs = held(MARRIAGE, "confirming", keys("q", "16 May 14.00"))
    assert ours & theirs == {("slot", "16 May 14.00")}


def test_who_withdraws_gives_everything_back():
    assert held(MARRIAGE, "waiting", keys("p", "16 May 14.00"))
    assert not held(MARRIAGE, "withdrawn", keys("p", "16 May 14.00"))


def test_a_refused_couple_keeps_its_persons_and_gives_the_hour_back():
    before = held(MARRIAGE, "celebratable", keys("p", "16 May 14.00"))
    after = held(MARRIAGE, "refusing", keys("p", "16 May 14.00"))
    assert before - after == {("slot", "16 May 14.00")}
