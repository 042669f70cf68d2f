"""The meetings of the past year that the groups held in Catalan."""

from deliberate.demo.shapes import Happened, Held

HELD_IN_CATALAN: tuple[Held, ...] = (
    Held(
        "MOB",
        320,
        "Primer mapa dels camins escolars",
        (
            ("explore", 25, "Per on van a peu els infants de tres escoles, i on s'hi posen en perill"),
            ("consult", 20, "Quins trams mirem primer"),
            ("decide", 25, "Comptar bicis i vianants al pont Vell cada primer dimarts"),
        ),
    ),
    Held(
        "MOB",
        236,
        "Voreres amples al carrer dels Teixidors",
        (
            ("report", 15, "Passejada amb cadires de rodes: el que hem vist"),
            ("explore", 25, "On aparquen les furgonetes que reparteixen"),
            ("decide", 30, "Demanar una prova de sis setmanes amb testos i guix"),
        ),
        happened=Happened(
            objection="Si parlem de les furgonetes sense ningú dels qui reparteixen, ho decidirem a cegues. "
            "Podem deixar la decisió per al final i trucar abans a la botiga de la cantonada?"
        ),
    ),
    Held(
        "MOB",
        140,
        "Autobús de barri: què en diuen qui l'agafa",
        (
            ("report", 15, "Cent quaranta respostes a les parades"),
            ("explore", 20, "Què faria que deixéssim el cotxe"),
            ("decide", 30, "Carta a l'Ajuntament sobre la freqüència del vespre"),
        ),
    ),
    Held(
        "FOO",
        334,
        "Menjadors d'escola amb verdura d'aquí",
        (
            ("inform", 15, "Com es compra avui el menjar de les escoles"),
            ("explore", 25, "Què poden servir sis horts de la vora"),
            ("decide", 25, "Prova amb dues escoles fins a l'estiu"),
        ),
    ),
    Held(
        "FOO",
        210,
        "El que es llença al mercat",
        (
            ("report", 15, "Una setmana pesant el que sobra"),
            ("explore", 25, "Qui ho pot recollir, i a quina hora"),
            ("decide", 20, "Nevera oberta a l'entrada del mercat"),
        ),
    ),
    Held(
        "FOO",
        97,
        "Hort compartit del Molí",
        (
            ("report", 10, "Com han anat les primeres parcel·les"),
            ("consult", 20, "Com repartim l'aigua quan en falti"),
            ("decide", 25, "Norma d'aigua per a l'estiu vinent"),
        ),
        happened=Happened(left_early=True),
    ),
    Held(
        "TOU",
        308,
        "Què ens dona i què ens pren el turisme",
        (
            ("explore", 35, "Ronda de veïnat, hotels i guies"),
            ("consult", 15, "Quines dades ens falten"),
            ("decide", 15, "Escoltar també qui neteja els pisos turístics"),
        ),
    ),
    Held(
        "TOU",
        161,
        "Grups grans als carrers estrets",
        (
            ("report", 15, "Dissabtes de juny: vint-i-set grups en un matí"),
            ("explore", 25, "Rutes que no passin per davant de l'escola"),
            ("decide", 25, "Proposta als guies: grups de quinze i sense altaveu"),
        ),
    ),
    Held(
        "CAR",
        283,
        "Qui es queda a casa mentre ens reunim",
        (
            ("explore", 30, "Ronda: què deixem a mitges per ser aquí"),
            ("consult", 15, "Quines hores van bé a qui cuida"),
            ("decide", 20, "Un racó per a infants a cada sessió"),
        ),
    ),
    Held(
        "CAR",
        148,
        "Xarxa de respir: primer trimestre",
        (
            ("report", 20, "Vint-i-dues famílies, onze voluntàries"),
            ("explore", 25, "Com cuidem qui cuida"),
            ("decide", 20, "Formació i relleus"),
        ),
    ),
    Held(
        "FOL",
        90,
        "Encàrrecs, revisions i respostes pendents",
        (
            ("report", 20, "Què es va acordar i com està"),
            ("explore", 20, "Grups encallats: com ajudar sense manar"),
            ("decide", 15, "A qui escrivim aquesta setmana"),
        ),
    ),
    Held(
        "TOU",
        64,
        "Terrasses i descans: una nit per escoltar",
        (
            ("explore", 30, "Què se sent des dels balcons a mitjanit"),
            ("decide", 20, "Un passeig nocturn amb qui té bars i qui hi viu a sobre"),
        ),
        happened=Happened(course="cancelled", reason="Hi ha avís de temporal: que ningú no surti de casa per això"),
    ),
    Held(
        "ASM",
        262,
        "Plenari d'hivern",
        (
            ("report", 30, "Les taules expliquen què fan"),
            ("consult", 20, "Què ens demanem entre taules"),
            ("decide", 40, "Com repartim les sales el proper any"),
        ),
        with_groups=("CUL", "MOB", "FOO"),
    ),
    Held(
        "ASM",
        132,
        "Plenari d'estiu",
        (
            ("report", 30, "Mig any de la xarxa"),
            ("decide", 40, "Encàrrec a un grup de comunicació per un any"),
            ("explore", 20, "Qui no hi ve, i per què"),
        ),
        with_groups=("CAR", "COM", "FIN"),
    ),
)
