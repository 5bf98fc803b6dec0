"""Every PLOVER type in the wordings it is told in: type, CAMEO code, status, source and target."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]

CASES = [
    ("AGREE", "Kenya agreed to send medical supplies to Chad.", "033", "happened", "KEN", "TCD"),
    ("AGREE", "Norway offered to mediate between Armenia and Azerbaijan.", "039", "proposed", "NOR", ""),
    (
        "AGREE",
        "The Kenyan president will meet the Sudanese president in Cairo on Friday.",
        "036",
        "planned",
        "KEN",
        "SDN",
    ),
    ("AGREE", "France is ready to train Malian troops.", "03", "happened", "FRA", "MLI"),
    ("AGREE", "Ministers of Egypt and Ethiopia to meet Friday", "036", "planned", "", ""),
    ("AGREE", "Chad invited the president of Niger to a summit.", "036", "happened", "TCD", "NER"),
    ("AGREE", "Poland promised to recognise Kosovo.", "032", "happened", "POL", "XKX"),
    ("AGREE", "Turkey pledged $20 million in aid to Somalia.", "033", "happened", "TUR", "SOM"),
    ("AGREE", "Officials from Japan are scheduled to visit Vietnam next month.", "036", "planned", "JPN", "VNM"),
    ("AGREE", "Georgia has agreed to release two Russian pilots.", "0353", "happened", "GEO", "RUS"),
    ("CONCEDE", "Eritrea will withdraw its troops from Ethiopia.", "08", "planned", "ERI", "ETH"),
    ("CONCEDE", "Uganda declared a ceasefire on Monday.", "0871", "happened", "UGA", ""),
    ("CONCEDE", "The Egyptian president pardoned nine journalists.", "081", "happened", "EGY", ""),
    ("CONCEDE", "Bolivia dropped its demand for compensation from Chile.", "080", "happened", "BOL", "CHL"),
    ("CONCEDE", "Myanmar eased restrictions on foreign reporters.", "081", "happened", "MMR", ""),
    ("CONSULT", "The foreign ministers of Greece and Turkey held talks in Geneva.", "04", "happened", "GRC", "TUR"),
    ("CONSULT", "Talks between Serbia and Kosovo resumed in Brussels on Tuesday.", "04", "happened", "SRB", "XKX"),
    ("CONSULT", "The Pakistani prime minister visited China.", "042", "happened", "PAK", "CHN"),
    ("CONSULT", "The German chancellor telephoned the Brazilian president.", "041", "happened", "DEU", "BRA"),
    ("CONSULT", "Qatar mediated between Chad and the rebels.", "045", "happened", "QAT", "TCD"),
    ("CONSULT", "India hosted the prime minister of Nepal.", "04", "happened", "NPL", "IND"),
    ("CONSULT", "Iran and Oman are negotiating in Muscat.", "046", "ongoing", "IRN", "OMN"),
    ("CONSULT", "The Saudi minister's visit to Iraq began on Sunday.", "042", "happened", "SAU", "IRQ"),
    ("SUPPORT", "Canada praised Tunisia for its election.", "051", "happened", "CAN", "TUN"),
    ("SUPPORT", "Ghana and Togo signed a border agreement.", "057", "happened", "GHA", "TGO"),
    ("SUPPORT", "Peru recognised the government of Honduras.", "054", "happened", "PER", "HND"),
    ("SUPPORT", "Japan apologised to South Korea.", "055", "happened", "JPN", "KOR"),
    ("SUPPORT", "Finland ratified a treaty with Sweden.", "057", "happened", "FIN", "SWE"),
    ("COOPERATE", "India and Japan began joint naval exercises.", "062", "happened", "IND", "JPN"),
    ("COOPERATE", "Spain extradited a suspected trafficker to Colombia.", "063", "happened", "ESP", "COL"),
    ("COOPERATE", "Jordan shared intelligence with Britain.", "064", "happened", "JOR", "GBR"),
    ("AID", "Norway sent food and tents to Nepal.", "07", "happened", "NOR", "NPL"),
    ("AID", "The United States supplied missiles to Ukraine.", "072", "happened", "USA", "UKR"),
    ("AID", "Somalia received food aid from Turkey.", "07", "happened", "TUR", "SOM"),
    ("AID", "Sweden granted asylum to two Iranian journalists.", "075", "happened", "SWE", "IRN"),
    ("AID", "China lent Zambia two billion dollars.", "071", "happened", "CHN", "ZMB"),
    ("RETREAT", "Israel released 90 Palestinian prisoners.", "0841", "happened", "ISR", "PSE"),
    ("RETREAT", "Russian troops withdrew from Georgia.", "087", "happened", "RUS", "GEO"),
    ("RETREAT", "The United States lifted sanctions on Sudan.", "085", "happened", "USA", "SDN"),
    ("RETREAT", "The rebels in Colombia laid down their arms.", "087", "happened", "COL", ""),
    ("RETREAT", "Syria allowed aid convoys to enter the town.", "086", "happened", "SYR", ""),
    ("RETREAT", "The Lebanese prime minister resigned on Monday.", "08", "happened", "LBN", ""),
    ("RETREAT", "Armenia and Azerbaijan exchanged prisoners.", "0841", "happened", "ARM", "AZE"),
    ("REQUEST", "Ethiopia demanded the release of its soldiers from Eritrea.", "1053", "happened", "ETH", "ERI"),
    ("REQUEST", "Germany urged Iran to resume talks.", "106", "happened", "DEU", "IRN"),
    ("REQUEST", "The Brazilian president called for a ceasefire in Sudan.", "1056", "happened", "BRA", "SDN"),
    ("REQUEST", "Lebanon asked France for help.", "103", "happened", "LBN", "FRA"),
    ("REQUEST", "The Kenyan minister said Somalia must release the hostages.", "105", "happened", "KEN", "SOM"),
    ("ACCUSE", "Rwanda accused Congo of arming rebels.", "112", "happened", "RWA", "COD"),
    ("ACCUSE", "Spain condemned the attack.", "111", "happened", "ESP", ""),
    ("ACCUSE", "Turkey summoned the Swedish ambassador.", "114", "happened", "TUR", "SWE"),
    ("ACCUSE", "Prosecutors in Chile indicted a former general.", "115", "happened", "CHL", ""),
    ("ACCUSE", "Kenya opened an investigation into the killing of two Ugandan traders.", "09", "happened", "KEN", ""),
    (
        "ACCUSE",
        "Mexico's criticism of Ecuador grew louder, and Mexico criticised Peru too.",
        "111",
        "happened",
        "MEX",
        "PER",
    ),
    ("REJECT", "Iran refused to meet the American envoy.", "125", "happened", "IRN", "USA"),
    ("REJECT", "Morocco rejected mediation by Algeria.", "126", "happened", "MAR", "DZA"),
    ("REJECT", "Russia vetoed the resolution on Syria.", "129", "happened", "RUS", "SYR"),
    ("REJECT", "Sudan will not release the Ethiopian pilots.", "1243", "happened", "SDN", "ETH"),
    ("REJECT", "The Malian president cancelled a visit to France.", "125", "happened", "MLI", "FRA"),
    ("REJECT", "Hungary turned down an offer of talks with Ukraine.", "125", "happened", "HUN", "UKR"),
    ("THREATEN", "North Korea threatened to attack South Korea.", "138", "happened", "PRK", "KOR"),
    ("THREATEN", "Turkey threatened to quit the talks with Greece.", "13", "happened", "TUR", "GRC"),
    ("THREATEN", "The United States warned of sanctions against Nicaragua.", "1312", "happened", "USA", "NIC"),
    ("THREATEN", "Egypt gave Sudan an ultimatum.", "139", "happened", "EGY", "SDN"),
    ("THREATEN", "Azerbaijan said it would shell Armenian positions.", "138", "planned", "AZE", "ARM"),
    ("PROTEST", "Thousands of Georgians rallied against the government in Tbilisi.", "141", "happened", "GEO", ""),
    ("PROTEST", "Workers went on strike in Argentina.", "143", "happened", "", ""),
    ("PROTEST", "Students clashed with police in Dhaka.", "145", "happened", "", ""),
    ("PROTEST", "The jailed Belarusian activist went on hunger strike.", "142", "happened", "BLR", ""),
    ("SANCTION", "The European Union imposed sanctions on Belarus.", "16", "happened", "EEC", "BLR"),
    ("SANCTION", "Poland expelled three Russian diplomats.", "166", "happened", "POL", "RUS"),
    ("SANCTION", "Russia suspended gas supplies to Bulgaria.", "16", "happened", "RUS", "BGR"),
    ("SANCTION", "Ukraine broke off talks with Russia.", "164", "happened", "UKR", "RUS"),
    ("SANCTION", "A court in Guinea convicted two soldiers.", "116", "happened", "GIN", ""),
    ("SANCTION", "Chile broke off diplomatic relations with Venezuela.", "161", "happened", "CHL", "VEN"),
    ("MOBILIZE", "Russia massed troops along its border with Ukraine.", "15", "happened", "RUS", "UKR"),
    ("MOBILIZE", "Pakistan put its army on alert.", "152", "happened", "PAK", ""),
    ("MOBILIZE", "North Korea tested a ballistic missile.", "15", "happened", "PRK", ""),
    ("COERCE", "Police in Turkey arrested two Kurdish journalists.", "173", "happened", "TUR", ""),
    ("COERCE", "Egypt deported a French lawyer.", "174", "happened", "EGY", "FRA"),
    ("COERCE", "Rebels captured the town of Goma.", "192", "happened", "", ""),
    ("COERCE", "Myanmar imposed a curfew in Yangon.", "1723", "happened", "MMR", ""),
    ("COERCE", "The Venezuelan government banned the newspaper.", "172", "happened", "VEN", ""),
    ("COERCE", "Israel blockaded Gaza.", "191", "happened", "ISR", "PSE"),
    ("COERCE", "Hackers from Iran attacked an Albanian network with malware.", "17", "happened", "IRN", "ALB"),
    ("ASSAULT", "Ethiopian soldiers attacked a village in Eritrea.", "190", "happened", "ETH", "ERI"),
    ("ASSAULT", "Russian drones struck Kharkiv.", "1952", "happened", "RUS", "UKR"),
    ("ASSAULT", "Saudi jets bombed a factory in Yemen.", "195", "happened", "SAU", "YEM"),
    ("ASSAULT", "A suicide bomber killed nine soldiers in Somalia.", "183", "happened", "", "SOM"),
    ("ASSAULT", "Gunmen kidnapped three Kenyan teachers.", "181", "happened", "", "KEN"),
    ("ASSAULT", "The Turkish shelling of Homs killed four people.", "194", "happened", "TUR", "SYR"),
    ("ASSAULT", "Chadian troops and rebels clashed near the border.", "19", "happened", "TCD", ""),
    ("ASSAULT", "Ukraine launched a missile strike on a Russian base.", "194", "happened", "UKR", "RUS"),
    ("ASSAULT", "Two Indian policemen were shot dead by militants.", "1", "happened", "", "IND"),
    ("ASSAULT", "Security forces in Iran tortured the prisoners.", "1822", "happened", "IRN", ""),
    ("ASSAULT", "Militants in Nigeria violated the ceasefire.", "196", "happened", "NGA", ""),
]


@pytest.mark.parametrize(
    ("type", "text", "cameo", "status", "source", "target"), CASES, ids=[case[1][:45] for case in CASES]
)
def test_type(code: Code, type: str, text: str, cameo: str, status: str, source: str, target: str) -> None:
    events = code(text)
    found = [
        event
        for event in events
        if event.type == type
        and (event.cameo or "").startswith(cameo)
        and event.status == status
        and (not source or source in {actor.code for actor in event.sources})
        and (not target or target in {actor.code for actor in event.targets})
    ]
    assert found, [
        (e.type, e.cameo, e.status, [a.code for a in e.sources], [a.code for a in e.targets]) for e in events
    ]
