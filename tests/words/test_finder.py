from typing_extensions import override

from pictoris.words.finder import Finder, Match, Readings

FINDER = Finder([("red fox", "animal"), ("red", "colour"), ("red fox cub", "young"), ("owl", "animal")])


def test_the_longest_phrase_wins():
    assert list(FINDER.find(["a", "red", "fox", "cub", "and", "a", "red", "owl"])) == [
        Match("young", 1, 3),
        Match("colour", 6, 6),
        Match("animal", 7, 7),
    ]


def test_a_phrase_that_is_begun_and_not_ended_leaves_the_shorter_one():
    assert list(FINDER.find(["red", "fo"])) == [Match("colour", 0, 0)]


def test_phrases_may_be_written_in_any_way():
    finder = Finder([("Ice-Cream", "food")])
    assert list(finder.find(["ice", "cream"])) == [Match("food", 0, 1)]


def test_spelled_words_of_two_letters_are_chance():
    finder = Finder([("ox", "animal"), ("fox", "animal")])
    assert list(finder.find_spelled(list("fox"))) == [Match("animal", 0, 2)]


def test_every_reading_is_searched():
    readings = Readings("0wl, ooowl and o w l")
    places = {
        reading.place(match.first, match.last)
        for reading, matches in readings.matches(FINDER)
        for match in matches
    }
    assert places == {(0, 3), (5, 10), (15, 20)}


def test_an_empty_entry_finds_nothing():
    assert list(Finder([("", "x"), ("--", "x")]).find(["", "a"])) == []


class Counted(list[str]):
    """Counts how often words are looked at."""

    looks = 0

    @override
    def __getitem__(self, at):
        Counted.looks += 1
        return super().__getitem__(at)


def test_the_work_grows_with_the_text_and_not_with_the_list():
    entries = [(f"red {number}", "x") for number in range(3000)]
    Counted.looks = 0
    list(Finder(entries).find(Counted(["red"] * 2000)))
    assert Counted.looks <= 2 * 2000
