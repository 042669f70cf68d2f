"""A year of the invented network's meetings. Each is written as its title and what was special to it; how it began and ended is usual."""

from dataclasses import dataclass

from deliberate.demo.people import PEOPLE
from deliberate.demo.shapes import USUAL, Code, Happened, Item, Language, Meeting, Purpose, Role

HALLS: dict[Code, tuple[str, str]] = {
    "MOB": ("GAR", "Sala dels Telers"),
    "FOO": ("LLE", "Menjador gran"),
    "CUL": ("HAI", "Antzokia"),
    "BUY": ("TRU", "Sala de los Pesos"),
    "HOU": ("MEC", "Sala del Patio"),
    "TOU": ("GAR", "Sala petita"),
    "MAN": ("BUR", "Lantegi handia"),
    "ENE": ("HAI", "Goiko aretoa"),
    "CAR": ("MEC", "Sala del Patio"),
    "FIN": ("TRU", "Sala de los Pesos"),
    "PUB": ("FAR", "Sala del Pozo"),
    "ASM": ("GAR", "Nau Gran"),
    "FOL": ("GAR", "Sala petita"),
    "COM": ("FAR", "Sala del Pozo"),
    "PRO": ("TRU", "Sala de los Pesos"),
}
LANGUAGES: dict[Code, Language] = {
    **dict.fromkeys(("MOB", "FOO", "TOU", "CAR", "ASM", "FOL"), "ca"),
    **dict.fromkeys(("BUY", "HOU", "FIN", "PUB", "COM", "PRO"), "es"),
    **dict.fromkeys(("CUL", "MAN", "ENE"), "eu"),
}
BEGINNING: dict[Language, str] = {"ca": "Com arribem", "es": "Cómo llegamos", "eu": "Nola gatoz"}
OPEN_QUESTIONS: dict[Language, str] = {"ca": "Precs i preguntes", "es": "Ruegos y preguntas", "eu": "Galde-eskeak"}
END: dict[Language, str] = {
    "ca": "Tancament: qui fa què i quan",
    "es": "Cierre: quién hace qué y cuándo",
    "eu": "Itxiera: nork zer eta noizko",
}


@dataclass(frozen=True)
class Held:
    """One meeting that was held: by whom, how many days ago, called what, and its points between beginning and end."""

    group: Code
    days_ago: int
    title: str
    points: tuple[tuple[Purpose, int, str], ...]
    with_groups: tuple[Code, ...] = ()
    happened: Happened = USUAL


HELD: tuple[Held, ...] = (
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
        "CUL",
        301,
        "Aretoen banaketa berria",
        (
            ("report", 15, "Nork erabili dituen aretoak iaz"),
            ("explore", 25, "Talde berriek zer behar duten"),
            ("decide", 25, "Astean arratsalde bat talde hasiberrientzat gordetzea"),
        ),
    ),
    Held(
        "CUL",
        183,
        "Kale-antzerkiaren astea",
        (
            ("consult", 20, "Zein plazatan eta zein ordutan"),
            ("explore", 20, "Bizilagunen atsedena nola zaindu"),
            ("decide", 25, "Egitaraua eta soinuaren ordutegia"),
        ),
        happened=Happened(
            objection="Atsedenaz hitz egiteko hogei minutu gutxi dira: auzokoak etorri dira. Plazak lehenago utz ditzakegu."
        ),
    ),
    Held(
        "CUL",
        70,
        "Maileguan ematen den materiala",
        (
            ("inform", 10, "Zer dugun: zerrenda eguneratua"),
            ("explore", 20, "Hautsitakoa nork konpontzen duen"),
            ("decide", 20, "Mailegu-arau laburrak"),
        ),
    ),
    Held(
        "BUY",
        315,
        "La guía de comercios y oficios",
        (
            ("report", 15, "Ciento doce tiendas visitadas"),
            ("consult", 20, "Qué contamos de cada una, y qué no"),
            ("decide", 20, "Quién puede corregir la guía"),
        ),
    ),
    Held(
        "BUY",
        198,
        "Reparto en bicicleta de carga",
        (
            ("inform", 10, "Lo que cuesta un reparto hoy"),
            ("explore", 25, "Rutas, turnos y lluvia"),
            ("decide", 30, "Tres meses de prueba con ocho tiendas"),
        ),
        happened=Happened(postponed_by=14, reason="Ese viernes es la fiesta del mercado y media mesa trabaja"),
    ),
    Held(
        "BUY",
        84,
        "Después de la prueba: seguimos con el reparto",
        (
            ("review", 20, "Qué ha ayudado y qué no"),
            ("explore", 20, "Cómo pagar una jornada justa"),
            ("decide", 25, "Seguir un año, con revisión en seis meses"),
        ),
    ),
    Held(
        "HOU",
        289,
        "Cuántos pisos vacíos hay, y cómo lo sabemos",
        (
            ("inform", 15, "Qué dice el padrón y qué dice el contador del agua"),
            ("explore", 25, "Mirar sin señalar a nadie"),
            ("decide", 20, "Empezar el mapa por dos calles"),
        ),
    ),
    Held(
        "HOU",
        172,
        "Acompañar cuando sube el alquiler",
        (
            ("explore", 30, "Lo que nos han contado en el mostrador"),
            ("consult", 15, "Qué sabemos hacer y qué no"),
            ("decide", 25, "Un turno de acompañamiento cada semana"),
        ),
        happened=Happened(left_early=True),
    ),
    Held(
        "HOU",
        55,
        "Visita a la cooperativa de la Acequia",
        (
            ("report", 20, "Lo que hemos aprendido"),
            ("explore", 30, "Qué valdría aquí"),
            ("decide", 15, "Invitar a la cooperativa al próximo plenario"),
        ),
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
        "MAN",
        296,
        "Makina partekatuak: zer dugu eta zer falta da",
        (
            ("report", 15, "Lantegien bisita"),
            ("explore", 25, "Segurtasuna eta ikasteko orduak"),
            ("decide", 20, "Makinen liburua: nork, noiz, zertarako"),
        ),
    ),
    Held(
        "MAN",
        119,
        "Konponketa-eguna",
        (
            ("review", 15, "Lehen egunean konpondutako berrogei gauza"),
            ("explore", 20, "Ordezko piezak nondik atera"),
            ("decide", 20, "Hiru hilean behin egitea"),
        ),
        happened=Happened(
            course="on_paper",
            notes=(
                "Berrogei gauza konpondu genituen; hogeita hiru lagun etorri ziren.",
                "Pieza zaharrak kutxa batean gordeko ditugu, izenarekin.",
                "Hiru hilean behin egingo dugu; hurrengoa martxoan.",
            ),
        ),
    ),
    Held(
        "ENE",
        327,
        "Eskolako teilatua: lehen zenbakiak",
        (
            ("inform", 20, "Zenbat eguzki, zenbat diru"),
            ("explore", 25, "Nork erabakitzen duen soberakinaz"),
            ("decide", 25, "Eskaintzak eskatzea hiru kooperatibari"),
        ),
    ),
    Held(
        "ENE",
        204,
        "Plakak jarri dira",
        (
            ("report", 15, "Jartzea nola joan den"),
            ("consult", 20, "Nola azaldu auzoan"),
            ("decide", 20, "Ateak zabaltzeko eguna"),
        ),
    ),
    Held(
        "ENE",
        76,
        "Neguaren aurretik: etxe hotzak",
        (
            ("explore", 30, "Zer entzun dugun osasun-etxean"),
            ("consult", 15, "Nor da gehien sufritzen duena"),
            ("decide", 20, "Faktura ulertzeko tailerra antolatzea"),
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
        "FIN",
        340,
        "Las cuentas de la red, en una página",
        (
            ("report", 20, "Ingresos y gastos del año"),
            ("explore", 20, "Qué no se entiende, y por qué"),
            ("decide", 20, "Publicar las cuentas cada trimestre"),
        ),
    ),
    Held(
        "FIN",
        126,
        "El fondo solidario",
        (
            ("inform", 10, "Cuánto hay y quién lo ha puesto"),
            ("explore", 25, "A quién, cuánto y cómo se devuelve"),
            ("decide", 30, "Primeras tres ayudas, con revisión en marzo"),
        ),
        happened=Happened(
            objection="Antes de repartir falta saber si la primera ayuda vuelve. Pido cinco minutos más para las cuentas."
        ),
    ),
    Held(
        "PUB",
        275,
        "Paseo nocturno por la plaza de la Fuente",
        (
            ("report", 15, "Dónde da miedo y dónde no"),
            ("explore", 25, "Luz que no moleste a quien duerme"),
            ("decide", 20, "Pedir cambiar seis farolas"),
        ),
    ),
    Held(
        "PUB",
        112,
        "Bancos a la sombra",
        (
            ("consult", 20, "Mapa de los bancos que faltan"),
            ("explore", 20, "Quién los cuida"),
            ("decide", 25, "Doce bancos: propuesta y orden"),
        ),
    ),
    Held(
        "COM",
        190,
        "La carta de cada mes",
        (
            ("review", 15, "Quién la lee, y quién no puede"),
            ("consult", 20, "Media página: qué entra"),
            ("decide", 15, "Lletra gran i quatre llengües"),
        ),
    ),
    Held(
        "PRO",
        105,
        "Leer un pliego entre muchos",
        (
            ("explore", 35, "Un pliego de jardinería, frase a frase"),
            ("consult", 15, "Cláusulas que ya han funcionado"),
            ("decide", 15, "Índice de la guía"),
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
        "PRO",
        48,
        "Primer borrador de la guía",
        (
            ("review", 30, "Lo que se entiende a la primera, y lo que no"),
            ("decide", 20, "A quién se lo damos a leer"),
        ),
        happened=Happened(course="not_held", reason="Vinimos tres; lo dejamos para cuando seamos más"),
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


def _meeting(held: Held) -> Meeting:
    language, facilitator = LANGUAGES[held.group], _first(held.group, "facilitator")
    agenda = (
        Item(BEGINNING[language], "check_in", 5, facilitator),
        *(Item(title, purpose, minutes) for purpose, minutes, title in held.points),
        Item(OPEN_QUESTIONS[language], "any_other_business", 10),
        Item(END[language], "closing", 5, facilitator),
    )
    return Meeting(
        kind="plenary" if held.with_groups else "table_session",
        groups=(held.group, *held.with_groups),
        title=held.title,
        state="over",
        days_from_today=-held.days_ago,
        language=language,
        hall=HALLS[held.group],
        planned_minutes=sum(item.minutes for item in agenda),
        agenda=agenda,
        attended=_attended(held, facilitator),
        happened=held.happened,
    )


def _attended(held: Held, facilitator: str) -> tuple[str, ...]:
    """Who came: the facilitator, the minute-taker, and some members, others each time."""
    scribe = _first(held.group, "scribe")
    groups = (held.group, *held.with_groups)
    members = [person.handle for person in PEOPLE if any(group in groups for group, _ in person.memberships)]
    came = [handle for place, handle in enumerate(members) if (place + held.days_ago) % 3]
    others = [handle for handle in came if handle not in (facilitator, scribe)]
    return (facilitator, scribe, *others[: 12 if held.with_groups else 6])


def _first(group: Code, role: Role) -> str:
    return next(person.handle for person in PEOPLE if (group, role) in person.memberships)


PAST_YEAR: tuple[Meeting, ...] = tuple(_meeting(held) for held in sorted(HELD, key=lambda one: -one.days_ago))
