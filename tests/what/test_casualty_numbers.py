"""Casualties: how each way of saying a number of people is read, and what counts nobody."""

from collections.abc import Callable

import pytest

from dragoman.reading import Reader
from dragoman.records import Event, Report
from dragoman.what.casualties import count_casualties, harm_words
from dragoman.what.syntax import Syntax

Code = Callable[[str], list[Event]]
Bounds = dict[str, tuple[int, int | None]]
FIELDS = ("killed", "injured", "detained", "displaced", "missing")

SAID: list[tuple[str, Bounds]] = [
    ("Students captured the embassy, taking dozens of people there hostage.", {"detained": (24, None)}),
    ("Militants took dozens of villagers hostage.", {"detained": (24, None)}),
    ("Pirates took nine sailors hostage off Eyl.", {"detained": (9, 9)}),
    ("Gunmen almost killed the senator in Cali.", {}),
    ("Gunmen killed almost 40 villagers in Cali.", {"killed": (40, 40)}),
    ("At least 12 people were killed in the raid, including three children.", {"killed": (12, None)}),
    ("Dozens were killed when gunmen attacked the market in Jos.", {"killed": (24, None)}),
    ("Scores of villagers were killed by rebels in Ituri.", {"killed": (40, None)}),
    ("Hundreds of civilians were killed by the army in Hama.", {"killed": (200, None)}),
    ("A third of the 90 passengers were killed when gunmen shot at the bus.", {"killed": (30, 30)}),
    ("More than 20 soldiers were killed by rebels near Gao.", {"killed": (20, None)}),
    ("Up to 20 soldiers were killed by rebels near Gao.", {"killed": (0, 20)}),
    ("Between 10 and 15 rebels were killed by the army.", {"killed": (10, 15)}),
    ("As many as 30 villagers were killed by gunmen.", {"killed": (0, 30)}),
    ("No fewer than nine policemen were killed by gunmen.", {"killed": (9, None)}),
    ("The death toll from the bombing rose to 31 from 24.", {"killed": (31, 31)}),
    ("The toll of the attack rose from 24 to 31.", {"killed": (31, 31)}),
    ("Twenty-seven civilians were killed by shelling.", {"killed": (27, 27)}),
    ("Twelve people, five of them soldiers, were killed in the attack.", {"killed": (12, 12)}),
    ("A bomber blew himself up, killing himself and four others.", {"killed": (5, 5)}),
    ("Six policemen lost their lives in the ambush.", {"killed": (6, 6)}),
    ("The bombing left 40 wounded.", {"injured": (40, 40)}),
    ("The bombing left 14 dead and 30 injured.", {"killed": (14, 14), "injured": (30, 30)}),
    ("The dead included two children killed by the shelling.", {"killed": (2, 2)}),
    ("Eight bodies were found after the massacre in the village.", {"killed": (8, 8)}),
    ("The bodies of eight villagers were found after the massacre.", {"killed": (8, 8)}),
    ("No one was hurt in the bombing.", {"injured": (0, 0)}),
    ("No one was killed or injured in the rocket attack.", {"killed": (0, 0), "injured": (0, 0)}),
    ("There were no casualties in the rocket attack.", {"killed": (0, 0), "injured": (0, 0)}),
    ("The attack caused the deaths of six civilians.", {"killed": (6, 6)}),
    ("The battle ended with 14 dead.", {"killed": (14, 14)}),
    ("9 dead, 20 hurt in Baghdad bomb attack", {"killed": (9, 9), "injured": (20, 20)}),
    ("Three killed, dozen injured in Mogadishu blast", {"killed": (3, 3), "injured": (12, 12)}),
    ("Bomb kills seven in Quetta", {"killed": (7, 7)}),
    ("Police arrested 12 protesters in Minsk.", {"detained": (12, 12)}),
    ("More than 50 demonstrators were detained by police in Minsk.", {"detained": (50, None)}),
    ("Fighting between the army and rebels displaced 3,000 people.", {"displaced": (3000, 3000)}),
    (
        "Clashes between rebels and the army forced more than 20,000 people from their homes.",
        {"displaced": (20000, None)},
    ),
    ("Five thousand villagers fled their homes after rebels attacked the town.", {"displaced": (5000, 5000)}),
    ("Rebels attacked a convoy and four soldiers are missing.", {"missing": (4, 4)}),
    (
        "Two people were killed and six others injured when gunmen attacked a bar.",
        {"killed": (2, 2), "injured": (6, 6)},
    ),
    ("Gunmen killed two soldiers and a policeman in Cali.", {"killed": (3, 3)}),
    ("A soldier was killed by rebels.", {"killed": (1, 1)}),
    ("Gunmen shot dead a judge in Cali.", {"killed": (1, 1)}),
    ("The shelling is part of a war that has killed 200,000 people since 2003.", {}),
    ("Rebels fighting a war which has left 60,000 dead attacked a base in Mindanao.", {}),
    (
        "Rebels killed two policemen in Narathiwat, where more than 5,000 people have died since 2004.",
        {"killed": (2, 2)},
    ),
    ("Gunmen killed four people in the south, where an insurgency has claimed 6,000 lives.", {"killed": (4, 4)}),
    ("A suicide bombing in Kabul killed 15, police said.", {"killed": (15, 15)}),
    (
        "Over 40 people died and more than 100 were wounded in the bombing of the market.",
        {"killed": (40, None), "injured": (100, None)},
    ),
    ("The blast killed one person.", {"killed": (1, 1)}),
    ("An air strike killed a dozen fighters.", {"killed": (12, 12)}),
    ("An attack killed half a dozen guards.", {"killed": (6, 6)}),
    ("Shelling killed three dozen people.", {"killed": (36, 36)}),
    ("Several hundred villagers were massacred by the militia.", {"killed": (300, None)}),
    ("The army massacred 1,200 villagers.", {"killed": (1200, 1200)}),
    ("The assault killed a family of four.", {"killed": (4, 4)}),
    ("Gunmen killed a couple and their three children.", {"killed": (5, 5)}),
    ("Gunmen killed ten people, among them four women.", {"killed": (10, 10)}),
    (
        "The bombing killed 22 people and wounded 59, eight of them seriously.",
        {"killed": (22, 22), "injured": (59, 59)},
    ),
    (
        "Twenty-two people died and 59 were wounded in the attack on the mosque.",
        {"injured": (59, 59), "killed": (22, 22)},
    ),
    ("Rebels shot dead 18 farm workers and wounded three.", {"killed": (18, 18), "injured": (3, 3)}),
    ("The rocket attack killed nobody.", {"killed": (0, 0)}),
    ("The rockets hit the base but caused no deaths.", {"killed": (0, 0)}),
    ("Seven were dead and many more missing after the attack.", {"killed": (7, 7), "missing": (3, None)}),
    ("Nineteen demonstrators were gunned down by soldiers in Conakry.", {"killed": (19, 19)}),
    ("Gunmen hacked nine herders to death.", {"killed": (9, 9)}),
    ("Five hostages were beheaded by the militants.", {"killed": (5, 5)}),
    ("Eight men were shot and killed by gunmen.", {"killed": (8, 8)}),
    ("Sixteen were burned to death when militants torched a bus.", {"killed": (16, 16)}),
    ("An ambush claimed the lives of 11 soldiers.", {"killed": (11, 11)}),
    ("Eleven soldiers have died in a rebel ambush.", {"killed": (11, 11)}),
    ("The attack took the lives of three aid workers.", {"killed": (3, 3)}),
    ("Gunmen kidnapped eight oil workers.", {"detained": (8, 8)}),
    ("Two journalists were taken hostage by militants.", {"detained": (2, 2)}),
    ("Six fishermen were taken prisoner by the navy.", {"detained": (6, 6)}),
    ("Troops killed four rebels and captured 30.", {"detained": (30, 30), "killed": (4, 4)}),
    (
        "Forty-five people were killed and as many wounded in the bombing.",
        {"killed": (45, 45), "injured": (45, 45)},
    ),
    ("The army said it killed 13 militants in the raid.", {"killed": (13, 13)}),
    ("Rebels claimed to have killed 20 soldiers in the attack.", {"killed": (20, 20)}),
    ("Two or three soldiers were killed by rebels.", {"killed": (2, 3)}),
    ("Thousands of civilians were killed by the army.", {"killed": (2000, None)}),
    ("Tens of thousands of people were killed by the army.", {"killed": (20000, None)}),
    ("A bystander was hurt in the shooting.", {"injured": (1, 1)}),
    ("The massacre of 150 villagers shocked Kenya.", {"killed": (150, 150)}),
    ("Five dead and three wounded in attack on Kenyan police post", {"killed": (5, 5), "injured": (3, 3)}),
    ("Car bomb in Aleppo kills 33, injures 72", {"killed": (33, 33), "injured": (72, 72)}),
    ("The number of people killed in the bombing climbed to 21.", {"killed": (21, 21)}),
    ("The number of dead in the bombing climbed to 21.", {"killed": (21, 21)}),
    ("Four of the gunmen were killed by police.", {"killed": (4, 4)}),
    ("One of three gunmen was killed by police.", {"killed": (1, 1)}),
    ("Six more people were killed by the rebels.", {"killed": (6, 6)}),
    ("Another six people were killed by the rebels.", {"killed": (6, 6)}),
    ("Among the wounded in the attack were 12 soldiers, a doctor said.", {}),
    ("Seventeen people were killed and nobody was injured in the attack.", {"killed": (17, 17), "injured": (0, 0)}),
    ("An estimated 100 people were killed by the army.", {"killed": (100, 100)}),
    ("The army killed 100 to 150 rebels.", {"killed": (100, 150)}),
    ("Some 15-20 rebels were killed by the army.", {"killed": (15, 20)}),
    ("The bomb would have killed hundreds.", {}),
    ("The bomb could have killed 20 people.", {}),
    ("Militants threatened to kill 12 hostages.", {}),
    ("Gunmen tried to kill two senators.", {}),
    ("Rebels vowed to kill 100 soldiers.", {}),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_numbers_as_reports_say_them(reader: Reader, text: str, expected: Bounds) -> None:
    reading = reader.read(Report(id="r", text=text))
    syntax = Syntax(reading.doc)
    found = count_casualties(reading, syntax, harm_words(syntax, 0, len(syntax)))
    told = {name: getattr(found, name, None) for name in FIELDS}
    assert {name: (count.min, count.max) for name, count in told.items() if count} == expected
    assert all(text[c.span.start : c.span.end] == c.span.text for c in told.values() if c)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Rebels killed two policemen in Narathiwat, where more than 5,000 people have died since 2004.", 2),
        ("Gunmen killed four people in the south, where an insurgency has claimed 6,000 lives.", 4),
        ("Rebels fighting a war which has left 60,000 dead attacked a base in Mindanao, killing three guards.", 3),
        ("The army has killed 40 rebels since Monday.", 40),
    ],
)
def test_the_toll_of_a_whole_war_is_not_that_of_an_act(code: Code, text: str, killed: int) -> None:
    counted = [event.casualties.killed for event in code(text) if event.casualties and event.casualties.killed]
    assert [count.min for count in counted] == [killed]
