"""Status: whether an act came to pass, by the construction that tells of it; each with several verbs."""

from collections.abc import Callable

import pytest

from dragoman.records import Event

Code = Callable[[str], list[Event]]

HAPPENED = [
    ("ASSAULT", "Rebels shelled the town of Gao on Monday."),
    ("ASSAULT", "The army has bombed three villages near Bria."),
    ("ASSAULT", "The troops had attacked the convoy before dawn."),
    ("CONSULT", "Kenya's president met his Somali counterpart in Nairobi."),
    ("COERCE", "Police managed to arrest two gunmen in Lima."),
    ("RETREAT", "The commandos succeeded in freeing four hostages."),
    ("ASSAULT", "Gunmen went on to kill four policemen in Herat."),
    ("ASSAULT", "The army used tanks to shell the suburb of Harasta."),
    ("MOBILIZE", "Fiji did send troops to the Solomon Islands."),
    ("CONSULT", "Peru and Ecuador began talks in Lima."),
    ("CONSULT", "Peru and Ecuador resumed talks in Lima on Friday."),
    ("ASSAULT", "The army started shelling Aden."),
    ("REJECT", "Iran refused to meet American diplomats."),
    ("REJECT", "Serbia will not hold talks with Kosovo."),
    ("REJECT", "Ankara said it would never sign a treaty with Nicosia."),
    ("REJECT", "Turkey declined to release the pastor."),
    ("REJECT", "Ethiopia ruled out talks with Eritrea."),
    ("REJECT", "Ethiopia stopped short of recognising Somaliland."),
    ("RETREAT", "The army ended its siege of Homs."),
    ("RETREAT", "Ethiopia halted the bombardment of Mekelle."),
    ("REQUEST", "France called for an end to the attacks in Darfur."),
    ("SUPPORT", "An end to the siege of Homs was welcomed by France."),
    ("SUPPORT", "The resumption of talks between Israel and Syria was welcomed by France."),
    ("THREATEN", "Iran threatened to attack Israel."),
    ("THREATEN", "North Korea vowed to bomb Seoul."),
    ("COERCE", "Rebels seize town in Mali"),
    ("RETREAT", "Iran releases two French prisoners"),
    ("COERCE", "Police arrest 12 in Madrid"),
    ("ASSAULT", "Two killed in bomb attack in Kabul"),
    ("RETREAT", "Police were forced to release the students."),
    ("RETREAT", "Sanctions forced Iraq to withdraw its troops from Kuwait."),
    ("RETREAT", "The pressure prompted Togo to release two reporters."),
    ("SUPPORT", "Bolivia became the first country to recognise the Palestinian state."),
    ("ASSAULT", "The army used helicopters to bomb the villages."),
    ("ASSAULT", "The ruling sparked clashes between police and protesters in Dakar."),
    ("ASSAULT", "Why did Turkey bomb the camp?"),
    ("ASSAULT", "Who shelled the town?"),
    ("ASSAULT", "Nearly 400 gunmen attacked the town."),
    ("ASSAULT", "The army had shelled the town when rebels attacked."),
    ("ASSAULT", "Soldiers went on to burn three villages in Kachin."),
    ("ASSAULT", "Rebels opened fire and killed four soldiers."),
    ("ASSAULT", "The soldiers, having shelled the town, entered the port."),
    ("ASSAULT", "Instead, the army shelled the town."),
    ("ASSAULT", "Only two soldiers were killed by the rebels."),
    ("CONSULT", "The minister met rebels to discuss a ceasefire."),
    ("REQUEST", "Protesters gathered in Quito to demand the release of a journalist."),
    ("AGREE", "Norway offered to host talks between Manila and the rebels."),
    ("AGREE", "Jordan proposed holding talks with Syria."),
    ("AGREE", "Chad and Niger agreed to join forces to defeat the rebels."),
    ("CONSULT", "Talks were held between Ghana and Togo."),
    ("CONSULT", "Talks between Ghana and Togo took place on Monday."),
    ("ASSAULT", "No group has claimed responsibility for the bombing of the market in Kano."),
    ("THREATEN", "Ethiopia threatened to send troops into Eritrea."),
    ("REJECT", "There will be no talks with the rebels, the Turkish president said."),
]

ONGOING = [
    ("ASSAULT", "Turkish jets are bombing Kurdish positions in Syria."),
    ("CONSULT", "Chad and Libya are holding talks in Tripoli."),
    ("ASSAULT", "Fighting between the army and rebels continued for a third day in Goma."),
    ("CONSULT", "Peace talks between Colombia and the rebels are under way in Oslo."),
    ("ASSAULT", "The army has been shelling the town since Friday."),
    ("ASSAULT", "Troops continue to shell the outskirts of Aden."),
    ("ASSAULT", "Clashes between Kenyan police and protesters entered a fifth day."),
    ("ASSAULT", "Turkey is still bombing the camp."),
    ("ASSAULT", "Clashes between Kenyan police and protesters continue in Mombasa."),
    ("ASSAULT", "Clashes between Kenyan police and protesters continued for a third day."),
    ("CONSULT", "Talks between Fiji and Tonga are continuing in Suva."),
    ("ASSAULT", "Turkey has been bombing the camp since June."),
    ("ASSAULT", "Rebels continue to shell the town."),
]

PLANNED = [
    ("AGREE", "Norway will send medicine to Haiti."),
    ("AGREE", "Poland's president will meet the German chancellor and sign a treaty."),
    ("SANCTION", "Spain is set to expel two Russian diplomats."),
    ("AGREE", "The French president is due to visit Mali next week."),
    ("AGREE", "The two ministers are to meet in Geneva."),
    ("AGREE", "The Kenyan minister is about to sign the agreement with Uganda."),
    ("AGREE", "Turkey and Greece are going to hold talks in Athens."),
    ("AGREE", "Putin to meet Xi in Beijing"),
    ("CONCEDE", "Israel to release 40 Palestinian prisoners"),
    ("AGREE", "Talks between Sudan and Chad are scheduled for Monday."),
    ("AGREE", "Talks between Sudan and Chad are expected to begin on Monday."),
    ("AGREE", "The planned meeting between Kenya and Somalia drew praise."),
    ("CONCEDE", "Cuba plans to release 30 prisoners."),
    ("SANCTION", "Brazil is poised to recall its ambassador from Quito."),
    ("AGREE", "The two ministers were to have met on Friday."),
    ("AGREE", "Syria and Turkey had been expected to sign a treaty."),
    ("AGREE", "The minister was about to sign the treaty when the sirens sounded."),
    ("THREATEN", "Russia will attack Kyiv, the Russian president said."),
    ("THREATEN", "The villages will be bombed and burned by the army."),
    ("AGREE", "Kenya and Uganda will meet and sign a pact."),
    ("CONCEDE", "The prisoners will be released by Cuba on Friday."),
    ("AGREE", "Bolivia will become the first country to recognise the Palestinian state."),
    ("MOBILIZE", "Bolivia will deploy two battalions to the border with Chile."),
    ("MOBILIZE", "Latvia plans to send extra troops to its border with Belarus."),
    ("MOBILIZE", "Greece will hold naval drills in the Aegean Sea next week."),
    ("MOBILIZE", "Poland announced that it would send 300 troops to Kosovo."),
    ("THREATEN", "Turkey will send troops against the rebels in Afrin."),
    ("THREATEN", "Peru will deploy troops in retaliation for the raid."),
    ("AGREE", "Senegal will send troops to help Mali secure the vote."),
    ("AGREE", "Germany plans to send trainers to Niger."),
    ("ASSAULT", "The group was preparing to attack the embassy in Sanaa."),
    ("ASSAULT", "The army had planned to bomb the port of Aden."),
    ("ASSAULT", "Soldiers were about to storm the embassy in Lima."),
    ("AGREE", "There will be talks between Chad and Sudan next week."),
    ("AGREE", "Talks between Iran and Iraq will take place on Monday."),
    ("AGREE", "Kenya and Ethiopia will join forces to fight al-Shabaab."),
]

PROPOSED = [
    ("AGREE", "The talks proposed by Jordan would bring Syria and Lebanon together."),
    ("AGREE", "Niger's proposed talks with Mali won praise."),
]

DENIED = [
    ("ASSAULT", "The army did not attack the village."),
    ("MOBILIZE", "Ghana's troops never entered Togo."),
    ("ASSAULT", "No soldiers were killed by the rebels in Gao."),
    ("COERCE", "No soldier was arrested by the police in Lima."),
    ("ASSAULT", "Neither army shelled the town."),
    ("COERCE", "Nobody was arrested by police in Lima."),
    ("ASSAULT", "Algeria denied bombing the Moroccan trucks."),
    ("MOBILIZE", "Chad denied it had sent troops to Sudan."),
    ("ASSAULT", "The minister denied that police had beaten the students."),
    ("ASSAULT", "Moscow rejected claims that its jets bombed a hospital in Idlib."),
    ("ASSAULT", "The troops left the town without firing at the rebels."),
    ("ASSAULT", "There were no clashes between the army and the rebels."),
    ("CONSULT", "There was no meeting between Kenya and Somalia."),
    ("COERCE", "Police made no arrests in Lima."),
    ("SUPPORT", "The government and the rebels have not yet signed the agreement."),
    ("SUPPORT", "Israel and Syria have yet to sign a treaty."),
    ("CONSULT", "The president has yet to meet the rebels."),
    ("ASSAULT", "Ukraine said none of its drones attacked Belgorod."),
    ("ASSAULT", "The police hardly attacked the demonstrators in Minsk."),
    ("ASSAULT", "Far from attacking the town, the army withdrew from it."),
    ("ASSAULT", "The army neither shelled the town nor bombed the camp."),
    ("ASSAULT", "The allegation that Rwanda shelled Goma is false."),
    ("ASSAULT", "The villages were not shelled or burned by the army."),
    ("ASSAULT", "Police did not beat the students or arrest their leader."),
    ("COERCE", "The town was never captured by the rebels."),
    ("ASSAULT", "The envoy dismissed claims that his troops had shelled the mosque."),
    ("ASSAULT", "Moscow denied reports that its jets had bombed the hospital in Idlib."),
    ("ASSAULT", "The claim that Rwanda shelled Goma is baseless."),
    ("ASSAULT", "Peru's police wounded no civilians."),
    ("RETREAT", "The rebels have yet to release the hostages."),
    ("RETREAT", "The hostages have not been released by the rebels."),
    ("ASSAULT", "Nor did the army shell the town."),
    ("ASSAULT", "Rather than attack the town, the army withdrew."),
    ("CONSULT", "No talks were held between India and Nepal."),
    ("CONSULT", "No talks between India and Nepal were held."),
    ("CONSULT", "Talks between Ghana and Togo did not take place."),
    ("CONSULT", "Talks between Ghana and Togo will not take place."),
    ("THREATEN", "Cuba made no threat against Haiti."),
    ("ASSAULT", "Oman carried out no attack on Yemen."),
]

FAILED = [
    ("COERCE", "Rebels failed to capture the town of Bouar."),
    ("ASSAULT", "Militants failed to kill the Somali president."),
    ("ASSAULT", "The attempt to assassinate the governor failed."),
    ("ASSAULT", "Police foiled an attack on the embassy in Amman."),
    ("ASSAULT", "A foiled attack on the mosque alarmed Jordan."),
    ("ASSAULT", "The army thwarted a rebel attack on Bangui."),
    ("ASSAULT", "The president narrowly escaped an assassination attempt."),
    ("PROTEST", "Police prevented protesters from storming the parliament."),
    ("COERCE", "The rebels tried but failed to capture the airport."),
    ("COERCE", "The rebels tried unsuccessfully to capture the airport."),
    ("ASSAULT", "The army came close to killing the rebel leader."),
    ("ASSAULT", "Gunmen nearly killed the Afghan vice president."),
    ("ASSAULT", "Gunmen almost killed the Afghan vice president."),
    ("COERCE", "The rebels were unable to capture the airport."),
    ("COERCE", "An attempt by rebels to capture the airport was repelled."),
    ("ASSAULT", "An attack on the embassy was foiled by Jordanian police."),
    ("COERCE", "The army tried to retake the port but failed."),
    ("COERCE", "The army tried in vain to retake the port."),
    ("COERCE", "The rebels' bid to seize the airport failed."),
    ("COERCE", "The army was on the verge of capturing the port."),
    ("RETREAT", "The attempt to free the hostages failed."),
    ("RETREAT", "The army's attempt to free the hostages was thwarted."),
    ("RETREAT", "Jordan's efforts to release the prisoners collapsed."),
    ("CONSULT", "Attempts to hold talks between Sudan and Chad failed."),
]

ENDED = [
    ("CONSULT", "The meeting between Kenya and Somalia ended without a statement."),
    ("ASSAULT", "The fighting in Goma has stopped."),
    ("PROTEST", "The strike by Peruvian miners came to an end on Monday."),
    ("CONSULT", "Kenya no longer holds talks with Somalia."),
    ("ASSAULT", "Turkey is no longer bombing the camp."),
]

POSSIBLE = [
    ("ASSAULT", "Turkey may attack Kurdish forces in Syria."),
    ("ASSAULT", "Russia could invade Georgia."),
    ("ASSAULT", "Rebels might have shelled the town."),
    ("ASSAULT", "Militants tried to kill the Somali president."),
    ("ASSAULT", "Militants attempted to bomb the embassy in Sanaa."),
    ("ASSAULT", "An attempt to kill the Somali president angered Mogadishu."),
    ("ASSAULT", "The rebels allegedly shelled the town."),
    ("ASSAULT", "Rebels were suspected of bombing the pipeline."),
    ("ASSAULT", "Fears of a Turkish attack on Kobani grew."),
    ("ASSAULT", "The possibility of a Russian invasion of Georgia worried Berlin."),
    ("COERCE", "Rumours of a coup in Chad spread."),
    ("ASSAULT", "Police suspect that rebels bombed the pipeline."),
    ("ASSAULT", "Two would-be suicide bombers planned to attack the embassy."),
    ("ASSAULT", "Perhaps rebels shelled the town."),
    ("ASSAULT", "The rebels probably shelled the town."),
    ("ASSAULT", "Apparently gunmen attacked the convoy."),
    ("COERCE", "Rebels appear to have captured the town."),
    ("ASSAULT", "The army is believed to have bombed the village."),
    ("COERCE", "The town may have been captured by the rebels."),
    ("ASSAULT", "The pipeline was allegedly bombed by the rebels."),
    ("ASSAULT", "A conspiracy to kill the Togolese president worries Lome."),
    ("ASSAULT", "The army must have bombed the bridge."),
    ("ASSAULT", "The raid could spark clashes between Sunnis and Shiites in Tripoli."),
    ("ASSAULT", "Maybe the rebels bombed the bridge."),
    ("RETREAT", "The two sides discussed a withdrawal of Ethiopian troops from Badme."),
    ("ASSAULT", "Witnesses suspect the army bombed the bridge."),
    ("ASSAULT", "It is possible that the army bombed the bridge."),
    ("ASSAULT", "There is speculation that the army bombed the bridge."),
    ("COERCE", "The rebels hoped to capture the town of Bambari."),
    ("ASSAULT", "The gunmen wanted to kill the governor of Kunduz."),
    ("ASSAULT", "There could be an attack on Ukraine by Russia."),
    ("CONSULT", "Attempts to hold talks between Sudan and Chad angered Libya."),
]

HYPOTHETICAL = [
    ("ASSAULT", "If Iran attacks Israel, oil prices will rise."),
    ("RETREAT", "Unless rebels release the hostages, the talks are off."),
    ("ASSAULT", "Should Turkey attack Kurdish forces, Washington would act."),
    ("ASSAULT", "Had Russia attacked Kyiv from the west, the city would have fallen."),
    ("ASSAULT", "Were Iran to attack Israel, oil prices would rise."),
    ("RETREAT", "Sudan would welcome it provided that Chad releases the prisoners."),
    ("ASSAULT", "In case rebels attack the town, residents store food."),
    ("ASSAULT", "The army would have attacked the town."),
    ("ASSAULT", "Oil prices would rise in the event of an Israeli attack on Iran."),
    ("ASSAULT", "Russia would attack Georgia if it joined the alliance."),
    ("ASSAULT", "Did Rwanda shell Goma?"),
    ("ASSAULT", "Even if rebels attacked the base, troops would stay."),
    ("ASSAULT", "Whether rebels shelled the town is unclear."),
    ("ASSAULT", "Had the army shelled the town, thousands would have fled."),
    ("ASSAULT", "Should the rebels attack the town, thousands would flee."),
    ("ASSAULT", "Were Iran to bomb Kuwait, thousands would flee."),
    ("COERCE", "The rebels would have captured the airport without the French."),
    ("COERCE", "The army should have arrested the rebels."),
    ("ASSAULT", "Will Turkey bomb the camp?"),
]

TABLES = {
    "happened": HAPPENED,
    "ongoing": ONGOING,
    "planned": PLANNED,
    "proposed": PROPOSED,
    "denied": DENIED,
    "failed": FAILED,
    "ended": ENDED,
    "possible": POSSIBLE,
    "hypothetical": HYPOTHETICAL,
}


@pytest.mark.parametrize(
    ("status", "type", "text"), [(status, *row) for status, rows in TABLES.items() for row in rows]
)
def test_status_of_a_construction(code: Code, status: str, type: str, text: str) -> None:
    """Every event of the type has the status: a second reading with another one would be counted too."""
    assert {event.status for event in code(text) if event.type == type} == {status}


@pytest.mark.parametrize(
    ("real", "unreal"),
    [
        ("Peru expelled two Chilean envoys.", "Peru nearly expelled two Chilean envoys."),
        ("Rebels shelled the town.", "Rebels allegedly shelled the town."),
        ("Police managed to arrest two gunmen.", "Police tried to arrest two gunmen."),
        ("The army went on to burn the village.", "The army came close to burning the village."),
        ("Cuba was forced to release the poet.", "Cuba will be forced to release the poet."),
        ("Rebels ended the siege by bombing the dam.", "Rebels tried to end the siege by bombing the dam."),
        ("Rebels claimed to have shelled the town.", "Rebels are thought to have shelled the town."),
        (
            "The mayor said two brothers may be involved in the killing of the priest.",
            "Gunmen may be killing the priest.",
        ),
        ("Kenya did not say why its army shelled the town.", "Kenya did not confirm that its army shelled the town."),
        (
            "Kenyan envoys were able to meet the Somali premier.",
            "Kenyan envoys may be able to meet the Somali premier.",
        ),
        ("Ghana was proud to recognise the new republic.", "Ghana may recognise the new republic."),
        ("Chad recalled its envoy before signing the pact.", "Chad will recall its envoy before signing the pact."),
        ("The gunmen would often attack the farms.", "The gunmen would attack the farms."),
        ("France would later condemn the raid.", "France would condemn the raid if it were proved."),
        ("Not only did the army shell the town, it burned it.", "Nor did the army shell the town."),
        ("Nearly 40 gunmen attacked the town.", "Gunmen nearly attacked the town."),
    ],
)
def test_a_word_above_the_act_makes_the_difference(code: Code, real: str, unreal: str) -> None:
    assert "happened" in {event.status for event in code(real)}
    assert "happened" not in {event.status for event in code(unreal)}


@pytest.mark.parametrize(
    ("type", "text"),
    [
        ("THREATEN", "The rebels hoped to capture the town of Bambari."),
        ("THREATEN", "The group was preparing to attack the embassy in Sanaa."),
        ("THREATEN", "Bolivia will deploy two battalions to the border with Chile."),
        ("REJECT", "The army's attempt to free the hostages failed."),
        ("ASSAULT", "Chad and Niger agreed to join forces to defeat the rebels."),
        ("ASSAULT", "The two countries joined forces to defeat the rebels."),
    ],
)
def test_what_is_not_told(code: Code, type: str, text: str) -> None:
    """A hope is no threat, a try that failed no refusal, a purpose no deed."""
    assert type not in {event.type for event in code(text)}
