"""What was right is counted, and what was not is said."""

import pytest

from bench.sheet.asked import Group, Place, Prompt, Relation, thing
from bench.sheet.judge import SubjectVerdict, Verdict
from bench.sheet.tally import Share, agreement, fault, tally
from bench.sheet.verify import Answer

PROMPT = Prompt(
    text="three red apples left of a cat",
    group=Group.RELATION,
    subjects=(thing("apple", count=3, colour="red"), thing("cat")),
    relations=(Relation(first="apple", place=Place.LEFT_OF, second="cat"),),
)


def _verdict(*, apples=3, red=True, cats=1, left=True):
    return Verdict(
        subjects=(
            SubjectVerdict(name="apple", seen=apples, is_count_right=apples == 3, is_colour_right=red),
            SubjectVerdict(name="cat", seen=cats, is_count_right=None, is_colour_right=None),
        ),
        relations=(left,),
    )


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (_verdict(), ""),
        (_verdict(apples=2), "apple: 2 found"),
        (_verdict(red=False), "colour of the apple"),
        (_verdict(left=False), "not left of"),
        (_verdict(cats=0, left=False), "no cat"),
        (_verdict(apples=0, red=False, left=False), "no apple"),
    ],
)
def test_a_fault_is_told_once_and_shortly(verdict, words):
    assert fault(PROMPT, verdict) == words


def test_what_is_not_asked_for_is_not_counted():
    figures = tally([_verdict(), _verdict(apples=2, cats=0, left=False)])
    assert (figures.subjects, figures.counts) == (Share(right=3, of=4), Share(right=1, of=2))
    assert (figures.colours, figures.relations) == (Share(right=2, of=2), Share(right=1, of=2))


def test_agreement_is_counted_by_topic():
    answers = [
        Answer(topic="there", about="1", eye=1, checker=1),
        Answer(topic="there", about="2", eye=0, checker=1),
        Answer(topic="colour", about="2", eye=0, checker=1),
    ]
    assert agreement(answers, "there").percent == 50
    assert agreement(answers, "relation").percent == 100
