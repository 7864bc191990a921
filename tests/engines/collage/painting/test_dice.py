from pictoris.engines.collage.painting.dice import dice, pick, seed_of, turn


def test_a_seed_and_a_name_always_give_the_same_number():
    # Written down once: another machine or version must not give other pictures.
    assert seed_of(7, "cloud", 3) == 1129242741869988288
    assert seed_of(7, "cloud", 3) != seed_of(7, "cloud3")


def test_new_questions_do_not_change_old_answers():
    first = dice(1, "a").random()
    dice(1, "b").random(100)
    assert dice(1, "a").random() == first


def test_each_choice_comes_up():
    generator = dice(1, "picks")
    assert {pick(generator, "abc") for _ in range(60)} == set("abc")


def test_seeds_in_a_row_take_turns():
    assert {turn(seed, "place", "abcd") for seed in range(4)} == set("abcd")
