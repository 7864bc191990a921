from pictoris.words.excerpt import Excerpt
from pictoris.words.passage import passages
from pictoris.words.variant import read


def read_as(prompt):
    return passages(read(Excerpt.whole(prompt)))


def test_an_ordinary_prompt_is_read_as_it_stands():
    (passage,) = read_as("a cat --ar 3:2")
    assert (passage.text, passage.addresses, passage.negative) == ("a cat --ar 3:2", (), ())


def test_weights_are_read_as_separators_and_left_out():
    prompt = "no::2 clo ::-1 thes --no x::2"
    separated, joined, _ = read_as(prompt)
    assert (separated.text, joined.text) == ("no: clo : thes --no x::2", "noclothes --no x::2")
    assert [joined.origin(at) for at in (0, 2, 5, 8)] == [0, 6, 15, 18]
    assert [separated.origin(at) for at in (0, 4, 10)] == [0, 6, 15]


def test_addresses_are_those_that_pictures_have():
    prompt = "http://a/b, c://d e f://g --sref https://h::2 12 --no http://i"
    (passage,) = read_as(prompt)
    assert [prompt[start:end] for start, end in passage.addresses] == [
        "http://a/b", "c://d", "f://g", "https://h::2", "http://i",
    ]  # fmt: skip


def test_what_must_not_be_seen_has_a_place():
    prompt = "a cat --no dogs, birds --ar 3:2 --no --no x"
    (passage,) = read_as(prompt)
    assert [prompt[start:end] for start, end in passage.negative] == ["dogs, birds", "x"]


def test_places_lead_back_through_alternatives():
    excerpt = Excerpt.of("n{a, u}::2 de", [(0, 1), (5, 6), (7, 13)])
    _, joined, _ = passages(read(excerpt))
    assert (joined.text, [joined.origin(at) for at in range(4)]) == ("nude", [0, 5, 11, 12])


def test_what_meets_at_weights_is_read_by_itself():
    *_, seams = read_as("https://x a b:: c::2 d e:: f http://y g:: h --ar 3:2")
    assert seams.text == "a bc a bcd e cd e d ef gh "
    assert seams.text[14:17] == "d e"
    assert [seams.origin(at) for at in (0, 3, 14, 23)] == [10, 16, 21, 38]


def test_only_what_is_near_a_weight_meets():
    *_, seams = read_as(f"{'far away ' * 50}near::2 by {'far away ' * 50}")
    assert "nearby" in seams.text.split()
    assert len(seams.text) < 130
    *_, solid = read_as(f"{'x' * 500}::{'y' * 500}")
    assert solid.text == "x" * 60 + "y" * 60 + " "
