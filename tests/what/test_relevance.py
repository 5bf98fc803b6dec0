"""What is no event: accidents, weather, sport, markets, culture, metaphors, background, headings."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]

NOTHING = [
    "Arsenal attacked from the start and their striker scored a late goal in the league match.",
    "Shares rallied on Friday as investors shrugged off weak earnings.",
    "The singer released her third album and began a concert tour.",
    "A typhoon killed nine people in the Philippines.",
    "Two people were killed when a bus plunged into a ravine in an accident in Peru.",
    "The minister suffered a heart attack.",
    "The central bank said it would fight inflation.",
    "The two sides must strike a balance between growth and debt.",
    "The war on drugs has cost billions.",
    "The mayor spoke to reporters outside the town hall.",
    "The director shot a film about a famous singer.",
    "Peace Talks and Their Limits",
    "The conflict is in its ninth year.",
    "The president signed the decree at his desk.",
    "Doctors are testing a new vaccine against malaria.",
    "The town lies on a hill above the river.",
    "An earthquake struck northern Chile on Monday.",
    "The company met its sales target.",
    "She took office in March.",
    "The museum reopened after a long renovation.",
    "The jet crashed into a field and the pilot ejected safely.",
    "The agency released the figures on Tuesday.",
    "The premier was gloomy, suggesting the talks may last for weeks.",
    "Several dozen buildings were damaged by the storm.",
    "Peru beat Norway 3-1 in Lyon on Sunday, and their winger was named player of the match.",
    "The bowler attacked the stumps and the captain surrendered the series.",
    "The enzyme attacks the bacteria in the sample, the laboratory found.",
    "The researchers equipped bees with tiny tags and released them over a coral reef.",
    "Fog forced the pilots to turn back.",
    "Ants invaded the kitchen of the old hotel.",
    "The city has declared war on litter.",
    "The orchestra stormed through the symphony, and the critics surrendered to the soprano.",
    "The retailer offered its customers a discount and took over a smaller shop.",
    "The website advises travellers to bring a coat.",
    "The company supported a local choir and met its director.",
    "The weather office issued a blizzard warning for northern Finland.",
    "Five people were injured in Chile when a balloon plunged into a lake.",
    "The woman was stabbed by her husband.",
    "Officials in Oslo are investigating the cause of the blaze.",
    "The Norwegian division of the choir began its celebration on March 1, and it lasts till March 10.",
    "An old bomber crashed during an air show, injuring its two pilots.",
    "The transport board opened an inquiry into the derailment near Lyon.",
    "The ministry ordered the killing of 4,000 mink.",
    "The cannery fire killed 12.",
    "An explosion at a fireworks plant killed 14 people in Puebla.",
    "Winter launched an early assault on the Baltic, with frost as far south as Gdansk.",
    "Rivers in Silesia retreated to their beds.",
    "Viewers bombarded the station with complaints.",
    "The legends surrounding the old fort draw visitors from Canada.",
    "The senator hails from a village near Lublin.",
    "The fly-half seized the lead with a late header in the cup.",
    "The investor seized on weak copper prices.",
    "Whip the cream and crush the biscuits before you beat the yolks.",
]

# Private people do or suffer these, and they are coded all the same.
PRIVATE = {
    "Gunmen killed three farmers near the market.": "ASSAULT",
    "Four women were abducted on the road to the mill.": "ASSAULT",
    "Workers at the cannery went on strike on Monday.": "PROTEST",
    "Farmers blocked the bridge with tractors.": "PROTEST",
    "Police arrested a baker and his brother.": "COERCE",
    "A group that nobody had heard of said it had bombed the bridge.": "ASSAULT",
    "Each side accused the other of shooting first.": "ACCUSE",
    "The ministry warned the rebels of war before the rain sets in.": "THREATEN",
    "Militants killed nine fans at a football match in the stadium.": "ASSAULT",
}


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_coded(code: Code, text: str) -> None:
    assert [(event.type, event.trigger.text) for event in code(text)] == []


@pytest.mark.parametrize(("text", "type"), PRIVATE.items())
def test_private_people_count_in_violence_and_protest(code: Code, text: str, type: str) -> None:
    assert type in [event.type for event in code(text)]


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "•", "?" * 300, "((((" * 50, "war " * 400, "\u202eattack\u202c", "a" * 3000]
)
def test_strange_text_does_no_harm(code: Code, text: str) -> None:
    for event in code(text):
        assert text[event.trigger.start : event.trigger.end] == event.trigger.text
