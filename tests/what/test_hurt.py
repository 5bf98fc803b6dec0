"""The wounded told by what was done for them, counts that repeat another, and counts that another replaced."""

from collections.abc import Callable

import pytest

from dragoman.reading import Reader
from dragoman.records import Report
from dragoman.what.casualties import counts, harm_words
from dragoman.what.syntax import Syntax

Bounds = dict[str, tuple[int, int | None]]
Count = Callable[[str], Bounds]


@pytest.fixture(scope="module")
def count(reader: Reader) -> Count:
    """The bounds of each field that a sentence counts."""

    def run(text: str) -> Bounds:
        syntax = Syntax(reader.read(Report(id="r", text=text)).doc)
        told = counts(syntax, harm_words(syntax, 0, len(syntax)))
        return {field: (number.low, number.high) for field, number in told.items()}

    return run


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        # what was done for them
        ("An air raid on Dengolat killed seven; another 18 were taken to hospital.", 7, 18),
        ("Six people died in the bombing of a bus near Davao and 18 more needed treatment.", 6, 18),
        ("Five people were killed and 11 were treated for shrapnel wounds after rockets hit Nahariya.", 5, 11),
        ("The rocket attack on Metula killed one person and sent nine others to hospital.", 1, 9),
        ("The shelling of Sartana killed six and put 12 in hospital.", 6, 12),
        ("In Sartana six people died and 12 ended up in hospital after the shelling.", 6, 12),
        ("Six people were killed in Sartana and a dozen more are in critical condition.", 6, 12),
        ("Doctors are treating 12 people for shrapnel injuries after the shelling of Sartana.", None, 12),
        ("Twelve people died in Tamale, where 30 others were being treated.", 12, 30),
        # what they bore
        ("The attack on Djibo left 15 people dead and about 30 with injuries.", 15, 30),
        ("A further 17 people suffered injuries in the attack on Izium.", None, 17),
        ("Some 25 people sustained wounds when gunmen fired on a minibus near Parachinar.", None, 25),
        ("Gunmen attacked a church near Kaduna, leaving 13 people dead and 20 others nursing wounds.", 13, 20),
        ("Troops opened fire on a crowd in Omdurman; eight died and 40 were hit by bullets.", 8, 40),
        # repeated counts
        ("Nine villagers were killed in the raid on Kaya and as many were wounded.", 9, 9),
        ("Rockets fell on Sartana, killing six, wounding twice as many and destroying a school.", 6, 12),
        ("Seven guards were killed and the same number wounded at the gate.", 7, 7),
        ("Nine villagers died in the raid on Bor, and 14 were admitted with bullet wounds.", 9, 14),
        ("The blast at Turbat market brought death to four people and injuries to 23 more.", None, 23),
        ("The shelling of Toretsk left 17 with injuries, three of them in a critical condition.", None, 17),
        ("Four farmers died; 12 remain in hospital after the raid on Bor.", 4, 12),
        ("Nine men are recovering from injuries after the raid on Bor.", None, 9),
        ("Six died in the raid on Bor; injuries were suffered by 17 more.", 6, 17),
        ("The raid on Bor killed six farmers; 17 more were flown to a clinic.", 6, 17),
        ("The raid on Bor killed six farmers, and 17 needed hospital treatment.", 6, 17),
        ("The clinic said that it had treated 17 men for burns.", None, 17),
        ("Six farmers succumbed to their injuries after the raid on Bor.", 6, None),
        ("The raid hit nine farmers, three fatally, near Bor.", 3, None),
        ("Deaths stood at six in Bor. Wounded: 17.", 6, 17),
        ("Injuries stood at 17 and deaths at six in Bor.", 6, 17),
        ("The wounded in Bor were put at 17.", None, 17),
        # right before their fate
        ("Clinics said 14 people were being treated for burns and six had died in the raid.", 6, 14),
        ("Six people were killed and nine were pulled wounded from the ruins of the school.", 6, 9),
        ("A woman was killed and three of her children injured by shelling in Donetsk.", 1, 3),
        ("Bor was shelled on Friday, with six people killed and 15 others hurt, two badly.", 6, 15),
        ("A raid by rebels on Bor late on Friday left at least six people dead and 15 wounded.", 6, 15),
        ("Six dead and 15 hurt in Bor; a policeman and two guards were killed in Wau.", 6, 15),
        # subjects and apposition
        ("Seven people, five women and two boys, died in the raid on Bor.", 7, None),
        ("Killed in the raid on Bor were five women and two boys; another nine people were injured.", 7, 9),
        ("The bomber killed six people and himself and wounded nine in Mogadishu.", 6, 9),
        ("Shells have killed upwards of 40 and wounded about 90 in Bor.", 40, 90),
        ("Some thirty-odd people were killed in the shelling of Bor.", 30, None),
        ("The number of people killed in Bor has gone up to 18, while 40 were injured.", 18, 40),
        ("Six people died in the bombing of Mubi market; the wounded number 14.", 6, 14),
        ("Injured now number 63 in Karachi bombing", None, 63),
        ("The fatalities in the Bunia raid now total 22.", 22, None),
        ("The number of dead was raised from 12 to 15, and that of the wounded from 30 to 41.", 15, 41),
        ("Among the dead in Tabqa, 15 in all, were a baker and his son.", 15, None),
        # verbs
        ("Makhmur came under fire on Tuesday, with 16 people losing their lives, doctors said.", 16, None),
        ("Ten people were burned alive when attackers torched a bus near Mopti.", 10, None),
        ("The attack has now claimed 22 victims, the mayor of Bunia said.", 22, None),
        ("The army admitted the loss of six soldiers in the battle for Bor.", 6, None),
        ("The army lost six men and had 12 wounded in the battle for Bor.", 6, 12),
        ("Police shot dead three demonstrators in Nairobi.", 3, None),
        ("Two people were killed and six hurt, three of them critically, in Sartana.", 2, 6),
        ("Six people were killed in Kharkiv and four in Kherson by shelling.", 6, None),
        ("In Tyre the dead are 12, the injured 24.", 12, 24),
        ("Twelve people died in Tyre; the injured were 24.", 12, 24),
        ("The mayor of Tyre gave 12 as the number of dead and 24 as the number of injured.", 12, 24),
        ("The number of injured in Tyre is 24.", None, 24),
    ],
)
def test_the_wounded_and_the_dead_in_few_words(count: Count, text, killed, injured):
    told = count(text)
    assert (told.get("killed", (None,))[0], told.get("injured", (None,))[0]) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The ministry, which had earlier reported 15 dead, said 12 people had died in the strike on Tyre.", 12),
        ("Twelve people died in the strike on Tyre, the ministry said, having first spoken of 15 dead.", 12),
        ("Police had at first said that 15 people were killed in the raid, but the hospital counted 12 dead.", 12),
        ("Earlier reports of 20 dead were wrong; 15 people were killed in the strike on Saada.", 15),
        ("An initial count of 15 dead in the strike on Tyre was cut to 12.", 12),
        ("The strike on Tyre killed 12 people and not 15, as the ministry had said.", 12),
        ("The ministry said 12 people, and not 15, were killed in Tyre.", 12),
        ("The death toll in Mardan has gone up by three to 18, officials said.", 18),
        ("Officials had earlier put the number of dead at four.", 4),
    ],
)
def test_a_count_that_another_replaced_is_not_taken(count: Count, text, killed):
    assert count(text)["killed"][0] == killed


@pytest.mark.parametrize(
    "text",
    [
        "The army lost six tanks in the battle.",
        "The party lost six seats in the election.",
        "The hospital in Bor treats 900 patients a month.",
        "Nine people were treated as suspects in the fraud case.",
        "The attack came 12 days after talks, with two deep wounds still open.",
        "The customs service seized 18 kilos of gold.",
        "The armies will exchange 40 wounded prisoners on Friday.",
        "Twelve of the wounded veterans met the president on Monday.",
        "The house burned for nine hours, and 14 firemen were alive to tell of it.",
        "The wounded 24-year-old left the ward.",
        "Nine ministers succumbed to pressure from the street.",
        "Engineers put nine bridges at risk and built a clinic.",
        "The roof was in good condition, and 12 masons took care of it.",
    ],
)
def test_what_only_looks_like_harm_counts_nobody(count: Count, text):
    assert count(text) == {}
