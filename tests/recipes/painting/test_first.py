from pictoris.ports import Task
from pictoris.recipes.painting.first import commission_of
from tests.recipes.painting.samples import noise


def test_words_alone_are_painted_from_nothing():
    commission = commission_of("a fox --ar 3:2", {}, count=4)
    assert (commission.task, commission.start, commission.shape) == (Task.TEXT, None, (3, 2))


def test_a_picture_in_front_of_the_words_is_where_painting_starts():
    picture = noise()
    commission = commission_of("https://a.example/x.png a fox", {"image_0": picture}, count=4)
    assert commission.task is Task.IMAGE
    assert commission.start is picture


def test_the_shape_is_the_flags_then_the_fields_then_the_pictures():
    picture = {"image_0": noise(90, 60)}
    text = "https://a.example/x.png a fox"
    assert commission_of(f"{text} --ar 2:1", picture, count=4, shape=(1, 3)).shape == (2, 1)
    assert commission_of(text, picture, count=4, shape=(1, 3)).shape == (1, 3)
    assert commission_of(text, picture, count=4).shape == (90, 60)
    assert commission_of("a fox", {}, count=4).shape == (1, 1)


def test_the_image_weight_holds_the_picture():
    strengths = [
        commission_of(f"https://a.example/x.png a fox --iw {weight}", {"image_0": noise()}, count=4).strength
        for weight in ("0", "0.5", "1", "2", "3")
    ]
    assert strengths[0] == 1
    assert strengths == sorted(strengths, reverse=True)


def test_further_pictures_are_references():
    text = "https://a.example/x.png https://a.example/y.png a fox"
    commission = commission_of(text, {"image_0": noise(), "image_1": noise(seed=4)}, count=4)
    assert [one.role for one in commission.references] == ["image"]
