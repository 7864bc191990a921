from pictoris.operations.pick import OPERATION, Pick


def test_the_picture_keeps_its_prompt_and_its_seed():
    params = Pick(picture="https://a.example/x.png", prompt="a fox", seed=7)
    assert OPERATION.prompt(params) == "a fox"
    assert OPERATION.settle(params, 9).seed == 7
    assert params.image_urls() == {"picture": "https://a.example/x.png"}
