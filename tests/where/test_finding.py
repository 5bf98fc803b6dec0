"""What a report's places are, and which of the places that share a name is meant."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.records import Report
from dragoman.where import find_places


def test_a_country_a_city_and_a_region(named):
    found = named("Fighting spread from Darfur to Khartoum, and Sudan closed its border.")
    assert {name: (place.kind, place.country) for name, place in found.items()} == {
        "Darfur": ("region", "SDN"),
        "Khartoum": ("city", "SDN"),
        "Sudan": ("country", "SDN"),
    }
    assert abs(found["Khartoum"].lat - 15.6) < 0.2
    assert found["Khartoum"].geonames_id == 379252


@pytest.mark.parametrize(
    ("text", "word", "country", "admin1"),
    [
        ("A bridge collapsed in Paris, Texas, on Monday.", "Paris", "USA", "Texas"),
        ("The ministers met in Paris on Monday.", "Paris", "FRA", None),
        ("Police in Lebanon, Ohio, closed the road.", "Lebanon", "USA", "Ohio"),
        ("Shells fell on Lebanon again overnight.", "Lebanon", "LBN", None),
        ("A fire broke out in Alexandria, Egypt.", "Alexandria", "EGY", None),
        ("A fire broke out in Alexandria, Louisiana.", "Alexandria", "USA", "Louisiana"),
    ],
)
def test_the_place_that_holds_it_decides(named, text, word, country, admin1):
    place = named(text)[word]
    assert place.country == country
    if admin1:
        assert place.admin1 == admin1


def test_company_decides_between_places_of_one_name(named):
    near = named("Crews from Cleveland and Toledo went to help in Springfield, and so did volunteers from Dayton.")
    assert (near["Springfield"].country, near["Springfield"].admin1) == ("USA", "Ohio")


def test_a_seat_of_unknown_size_is_meant_where_its_country_is_told_of(named):
    place = named("Syrian rebels attacked Ras al-Ayn on Monday. Damascus sent troops to Ras al-Ayn.")["Ras al-Ayn"]
    assert place.country == "SYR"


def test_an_island_is_no_state_that_it_once_was(named):
    assert named("The two sides met in Zanzibar on Friday.")["Zanzibar"].country == "TZA"


def test_members_of_a_list_are_of_one_kind(named):
    found = named("Observers were sent to Niger, Nigeria and Chad.")
    assert {place.kind for place in found.values()} == {"country"}
    states = named("The storm crossed Georgia, Alabama and Mississippi.")
    assert [place.kind for place in states.values()] == ["admin1"] * 3


def test_one_name_means_one_place_in_a_report(places):
    text = "Doctors left Birmingham, Alabama, on Sunday. They will return to Birmingham in May."
    countries = {mention.place.country for mention in places(text).mentions if mention.place.text == "Birmingham"}
    assert countries == {"USA"}


@pytest.mark.parametrize(
    "spelling", ["Kiev", "Kyiv", "Kherson", "Cherson", "Sana'a", "Sanaa", "Hodeida", "Al Hudaydah"]
)
def test_transliterations(named, spelling):
    assert spelling in named(f"Shelling was reported in {spelling} on Friday.")


def test_a_division_is_told_from_the_city_it_is_named_after(named):
    assert named("Two farmers died in Idlib province.")["Idlib"].kind == "admin1"
    assert named("The convoy reached Kandahar city.")["Kandahar"].kind == "city"


def test_a_site_takes_the_name_and_point_of_its_town(named):
    place = named("Flights from Stavanger Airport were cancelled.")["Stavanger Airport"]
    assert (place.kind, place.country, place.geonames_id) == ("facility", "NOR", None)


@pytest.mark.parametrize(
    "text",
    [
        "The Minsk Group issued no statement.",
        "He subscribes to the New York Times.",
        "The Geneva Conventions apply to both.",
        "She studied at the University of Texas.",
        "The Bank of England kept its rate.",
        "Nobody mourned the Oslo Accords.",
        "Paris Hilton cancelled her tour.",
        "The Turkish and Kenyan delegations left early.",
        "Doctors feared the Marburg virus.",
        "The vote was put off until March.",
    ],
)
def test_what_is_named_after_a_place_is_no_place(named, text):
    assert named(text) == {}


def test_a_street_is_not_the_city_it_is_named_after(named):
    found = named("He was robbed on London Road in Leeds.")
    assert "London" not in found
    assert found["Leeds"].country == "GBR"


def test_a_person_who_bears_a_places_name_is_no_place(named):
    found = named("Michael Jordan opened the meeting. Jordan then thanked the hosts in Amman.")
    assert list(found) == ["Amman"]


def test_an_unlisted_village_is_a_place_without_a_point(named):
    place = named("Gunmen burned houses in the village of Zorvanda in Taraba State.")["Zorvanda"]
    assert (place.kind, place.lat, place.country) == ("other", None, "NGA")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The raid on Boko Gare killed nine people.", "Boko Gare"),
        ("Nine soldiers were killed in Weli Ora on Friday.", "Weli Ora"),
    ],
)
def test_an_unknown_name_of_two_words_that_looks_like_a_title_may_be_where_people_died(places, text, name):
    assert name in {mention.place.text for mention in (*places(text).mentions, *places(text).possible)}


def test_a_title_and_the_name_of_a_people_before_what_is_theirs_are_no_places(places):
    found = places('Nine were hurt in Thai air raids. A critic liked "Dark Dawn" on Monday.')
    assert not (*found.mentions, *found.possible)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rocket fire on Kantharalak killed nine people.", "Kantharalak"),
        ("Kutum, where six villagers were killed on Monday, is cut off.", "Kutum"),
        ("Jermuk came under shelling on Monday, and six people lost their lives.", "Jermuk"),
        ("Shells crashed into Izaz on Monday, killing six.", "Izaz"),
        ("Fighters swept into Djibo on Monday, killing six.", "Djibo"),
        ("Six soldiers were killed in the battle for Kutum.", "Kutum"),
    ],
)
def test_what_comes_under_fire_is_a_place(named, text, name):
    assert list(named(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "A car crashed into Jane Smith, killing her.",
        "Globex, where nine workers died, said nothing.",
        "The rebel fought for Wagner and was killed.",
    ],
)
def test_a_person_or_a_firm_that_death_came_to_is_none(named, text):
    assert named(text) == {}


def test_the_source_speaks_for_its_own_country(named):
    assert named("The mayor of Newcastle resigned.", "news.example.com.au")["Newcastle"].country == "AUS"
    assert named("The mayor of Newcastle resigned.", "news.example.co.uk")["Newcastle"].country == "GBR"


def test_confidence_tells_the_sure_from_the_doubtful(named):
    assert named("Snow fell in Norway.")["Norway"].confidence > 0.9
    assert named("Snow fell in Santa Rosa.")["Santa Rosa"].confidence < 0.7


def test_mentions_answer_for_their_tokens(places, reader):
    text = "Envoys met in New York City."
    found = places(text)
    (mention,) = found.mentions
    assert [found.at(index) is mention for index in range(mention.first - 1, mention.last + 1)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert mention.first <= mention.head < mention.last


def test_the_same_report_gives_the_same_places(places):
    text = "Troops left Goma and Bukavu for Kigali. Aid reached Beni, Bunia and the village of Nyakiru."
    assert places(text) == places(text)


WORDS = [
    "Paris",
    "Texas",
    "the village of",
    "the Kenyan capital",
    "Chad's capital",
    "Gaza",
    "Al-",
    "al-",
    "Mr.",
    "U.S.",
    ",",
    "in",
    "near",
    "Bridge",
    "’s",
    "São",
    "\n",
    "(",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=25).map(" ".join))
def test_offsets_hold_and_mentions_do_not_overlap(reader, text):
    found = find_places(reader.read(Report(id="test", text=text)))
    end = 0
    for mention in found.mentions:
        assert text[mention.place.start : mention.place.end] == mention.place.text
        assert mention.place.start >= end
        end = mention.place.end
    for mention in found.possible:
        assert text[mention.place.start : mention.place.end] == mention.place.text


@pytest.mark.parametrize("piece", ["near Clinton and Santa Ana, ", "in Xyzzy ", "Kabul, ", "Al-"])
def test_hostile_lists_of_places_keep_their_offsets(reader, piece):
    text = piece * 2400
    mentions = find_places(reader.read(Report(id="test", text=text))).mentions
    assert all(text[each.place.start : each.place.end] == each.place.text for each in mentions)
    assert [each.first for each in mentions] == sorted({each.first for each in mentions})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Guards closed the Tall Ruman crossing after a clash.", "Tall Ruman"),
        ("Boats were fired on off Burnt Reef on Monday.", "Burnt Reef"),
        ("In Burnt Reef, two men died.", "Burnt Reef"),
        ("The coast guard left Whitsun Reef on Monday.", "Whitsun Reef"),
    ],
)
def test_ground_and_reefs_are_places_by_their_names_alone(named, text, name):
    assert name in named(text)


def test_the_un_is_no_town(named):
    text = "The foreign ministers met at UN headquarters in Geneva, and later at the UN office in Nairobi."
    assert set(named(text)) == {"Geneva", "Nairobi"}


def test_a_capital_that_is_not_named_is_one_if_something_happened_there(places):
    (capital,) = places("A bomb went off in the Sudanese capital.").possible
    assert (capital.place.name, capital.place.country, capital.place.kind) == ("Khartoum", "SDN", "city")
    assert not places("The old capital of culture, and the party's political capital.").possible
