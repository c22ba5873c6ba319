"""What a picture of a board shows, before it is drawn."""

from collections.abc import Sequence

from paddock.asyncs.model import Async
from paddock.ids import UserId
from paddock.runs.model import Decision, Entrant, Status
from paddock.scores.board import board
from paddock.scores.model import Pars
from paddock.scores.pictured import BoardPicture, described, pictured
from tests.scores.values import HOUR, a_slot, an_async, an_entrant, some_pars, some_pools

READER = UserId("11")
PARS = some_pars(p1_1=HOUR)


def of(entrants: Sequence[Entrant], async_: Async | None = None, pars: Pars = PARS) -> BoardPicture:
    async_ = async_ or an_async()
    by_permalink = pars.by_permalink
    return pictured(async_, entrants, board(async_, entrants, by_permalink), by_permalink, READER)


def a_crowd(count: int) -> list[Entrant]:
    """Each a minute slower than the one before."""
    return [
        an_entrant(a_slot(milliseconds=HOUR + 60_000 * number), user=str(100 + number), name=f"player {number}")
        for number in range(count)
    ]


def test_each_permalink_has_its_times_and_its_par_and_the_reader_s_own_apart() -> None:
    others = an_entrant(a_slot("1-1", milliseconds=5), a_slot("1-10", milliseconds=6), user="12")
    (pool,) = of([an_entrant(a_slot("1-1", milliseconds=7)), others]).pools
    assert [(each.label, each.par, each.times, each.own) for each in pool.permalinks] == [
        ("1-1", HOUR, (5,), (7,)),
        ("1-10", None, (6,), ()),
    ]


def test_permalinks_stand_in_the_order_of_their_numbers_under_the_names_of_their_pools() -> None:
    slots = [a_slot(each) for each in ("2-1", "1-10", "1-9")]
    pools = of([an_entrant(*slots)]).pools
    assert [(pool.name, [each.label for each in pool.permalinks]) for pool in pools] == [
        ("Pool 1", ["1-9", "1-10"]),
        ("Pool 2", ["2-1"]),
    ]


def test_only_times_that_qualify_for_par_are_in_the_chart() -> None:
    async_ = an_async(approved_only=True)
    slots = [
        a_slot(milliseconds=1),
        a_slot(milliseconds=2, decision=Decision.REJECTED),
        a_slot(milliseconds=3, decision=Decision.APPROVED),
        a_slot(milliseconds=4, decision=Decision.APPROVED, voided=True),
        a_slot(status=Status.FORFEIT),
        a_slot(status=Status.DISQUALIFIED, milliseconds=5),
        a_slot(status=Status.IN_PROGRESS),
    ]
    (pool,) = of([an_entrant(*slots)], async_).pools
    assert [each.own for each in pool.permalinks] == [(3,)]


def test_an_archived_pool_is_in_no_chart() -> None:
    first, second = some_pools(2)
    async_ = an_async(pools=(first.model_copy(update={"archived": True}), second))
    assert [pool.name for pool in of([an_entrant(a_slot("1-1"), a_slot("2-1"))], async_).pools] == ["Pool 2"]


def test_the_standings_are_the_first_ten_and_the_reader_wherever_they_are() -> None:
    crowd = [*a_crowd(30), an_entrant(a_slot(milliseconds=2 * HOUR), name="me")]
    shown = of(crowd)
    assert [each.name for each in shown.standings] == [*(f"player {number}" for number in range(10)), "me"]
    assert [(each.rank, each.is_own) for each in shown.standings][-2:] == [(10, False), (31, True)]
    assert (shown.players, shown.runs) == (31, 31)


def test_a_reader_among_the_first_ten_stands_there_once() -> None:
    shown = of([*a_crowd(12), an_entrant(a_slot(milliseconds=HOUR // 2), name="me")])
    assert [each.name for each in shown.standings if each.is_own] == ["me"]
    assert len(shown.standings) == 10


def test_in_words_it_says_what_the_chart_has_who_leads_and_where_the_reader_is() -> None:
    crowd = [*a_crowd(30), an_entrant(a_slot(milliseconds=2 * HOUR), name="me")]
    words = described(of(crowd, an_async(pools=some_pools(1))))
    assert words.startswith("Winter Qualifier. A chart of 31 finished runs in 1 pool, each beside its par.")
    assert "Standings of 31 players: 1. player 0, 100.00; 2. player 1, 98.33;" in words
    assert words.endswith("you: 31., 0.00.")


def test_in_words_a_board_of_nobody_says_so() -> None:
    assert described(of([])).endswith("Standings of 0 players: none yet.")
