import pytest

from pictoris.words import aspects
from pictoris.words.aspects import Aspect, Family, Hour, Subject

TABLES = [
    (aspects.SAID, set(Aspect) - {Aspect.MEDIUM}),
    (aspects.FAMILIES, set(Family)),
    (aspects.DETAILS, set(Family)),
    (aspects.SUBJECTS, set(Subject) - {Subject.THING}),
    (aspects.COMPOSITIONS, set(Subject)),
    (aspects.MOODS, set(Subject)),
    (aspects.MEDIA, set(Subject)),
    (aspects.HOURS, set(Hour) - {Hour.DAY}),
    (aspects.LIGHTS, set(Hour)),
]


@pytest.mark.parametrize(("table", "keys"), TABLES)
def test_every_table_is_whole(table, keys):
    assert set(table) == keys
    assert all(table.values())
