from pictoris.engines.collage.painting.figure import Figure


def test_a_box_stands_on_the_foot():
    assert Figure(id="x", x=1.0, foot=0.8, height=0.5, width=0.2).box == (0.9, 0.30000000000000004, 1.1, 0.8)
