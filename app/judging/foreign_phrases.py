"""A few signs in languages that are not read: numbers in words, and "I did"."""

from __future__ import annotations

NUMBERS = r"""
deux | trois | quatre | cinq | six | sept | huit | neuf | dix | onze | douze | quinze | vingt
trente
quarante | cinquante | cent | mille | moitié | tiers | double
dos | tres | cuatro | cinco | seis | siete | ocho | nueve | diez | doce | quince | veinte
treinta
mitad | cien | mil | due | tre | quattro | cinque | sei | sette | otto | nove | dieci | dodici
venti
trenta | metà | cento | twee | drie | vier | vijf | zes | zeven | acht | negen | tien | twaalf
twintig
dertig | helft | honderd | dois | duas | três | quatro | oito | dez | vinte | trinta | metade
dwa | dwie | trzy | cztery | pięć | sześć | siedem | osiem | dziewięć | dziesięć | dwadzieścia
połowę
iki | üç | dört | beş | altı | yedi | sekiz | dokuz | on | yirmi | yarıya
"""

OWN = r"""
j['’]ai \w+(?:é|i|u|is|it|ert)e?s? | je (?:l['’]|les |lui |leur |me )?(?:ai|suis) \w+(?:é|i|u|is)
(?:yo )?\w{3,}(?:é|í)(?: a| el| la| los| las| un| una| que| con)? | ho \w+(?:ato|uto|ito|sto|tto)
ik heb(?: \w+){0,8} ge\w+ | eu \w+ei | \w{3,}ei (?:a|o|os|as|um|uma|que) | \w+(?:łem|łam)
\w{3,}(?:dım|dim|dum|düm|tım|tim|tum|tüm) | jag \w+(?:ade|te|de) | я \w+(?:л|ла) | 私は | しました
"""
