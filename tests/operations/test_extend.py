import pytest
from pydantic import ValidationError

from pictoris.operations.extend import Extend

PICTURE = "https://a.example/x.png"


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_side_grows_by_nothing_up_to_the_whole_picture(share):
    with pytest.raises(ValidationError):
        Extend(picture=PICTURE, left=share)
    assert Extend(picture=PICTURE, left=1.0, right=0.0).left == 1.0
