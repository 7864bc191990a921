from pictoris.operations.zimage import ZImage
from pictoris.recipes.zimage import perform
from tests.painter import FlatPainter
from tests.recipes.painting.samples import tools


def test_one_picture_of_the_size_that_was_asked_for():
    painter = FlatPainter(longest=2048)
    outcome = perform(ZImage(prompt="a fox", width=1024, height=576, seed=7), {}, tools(painter))
    assert [picture.shape for picture in outcome.pictures] == [(576, 1024, 3)]
    assert painter.seen[0].steps == 4
