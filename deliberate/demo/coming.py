"""The meetings that the invented network has called, and the last one that led to them."""

from deliberate.demo.shapes import Happened, Item, Meeting, Reply, Suggestion

MATS = "Les rodes encallades a la rampa del mercat"

COUNT = """Recompte del carrer escolar (xifres inventades)

Setmana 1: 46 infants a peu, 17 en bici, 9 en cotxe
Setmana 2: 58 infants a peu, 22 en bici, 4 en cotxe

Què en diuen a la porta: «Per fi se senten els ocells.» «I els dies de pluja, què?»
"""

COMING: tuple[Meeting, ...] = (
    Meeting(
        kind="table_session",
        groups=("MOB",),
        title="Entrades d'escola sense cotxes",
        state="over",
        days_from_today=-21,
        language="ca",
        hall=("GAR", "Sala dels Telers"),
        planned_minutes=90,
        agenda=(
            Item("Com arribem", "check_in", 5, "quima"),
            Item("Recompte de bicicletes al pont Vell: resultats", "report", 10, "oriol"),
            Item("Resposta de l'Ajuntament sobre la freqüència del bus de barri", "inform", 10, "anselmo"),
            Item("Què passa davant de l'escola del Molí a les nou i a les cinc", "explore", 20, "teresina"),
            Item(
                "Carrer escolar: tres mesos de prova sense cotxes a l'hora d'entrar i de sortir", "decide", 30, "yusra"
            ),
            Item(MATS, "explore", 10, "candela"),
            Item("Precs i preguntes", "any_other_business", 10),
            Item("Tancament: qui fa què i quan", "closing", 5, "quima"),
        ),
        happened=Happened(carried_over=(MATS,)),
        attended=("quima", "biel", "oriol", "teresina", "yusra", "candela", "anselmo", "iker", "lian"),
    ),
    Meeting(
        kind="table_session",
        groups=("MOB",),
        title="Aparcaments de bici i autobús de nit",
        state="convened",
        days_from_today=0,
        language="ca",
        hall=("GAR", "Sala dels Telers"),
        planned_minutes=90,
        agenda=(
            Item("Com arribem", "check_in", 5, "quima"),
            Item("Acta de la sessió anterior: correccions i aprovació", "decide", 5, "biel"),
            Item(
                "Carrer escolar: com han anat les dues primeres setmanes de prova",
                "review",
                15,
                "yusra",
                paper=("Recompte del carrer escolar.txt", COUNT),
            ),
            Item(
                "Deu aparcaments de bici nous: on fan més falta?",
                "consult",
                15,
                "oriol",
                parts=(
                    Item("Davant de la biblioteca i del mercat", "consult", 10, "oriol"),
                    Item("A les parades de l'autobús de barri", "consult", 5, "teresina"),
                ),
            ),
            Item("Parada de l'autobús de nit davant de l'hospital: demanem sis mesos de prova", "decide", 30, "iker"),
            Item("Precs i preguntes", "any_other_business", 10),
            Item("Tancament: qui fa què i quan", "closing", 10, "quima"),
        ),
        suggestions=(
            Suggestion(
                "teresina",
                "Un banc a la parada del set",
                "consult",
                "Qui espera carregat amb bosses no té on seure.",
                presents=True,
            ),
            Suggestion("candela", "Els semàfors duren massa poc", "inform", "A pas lent no s'arriba a l'altra banda."),
        ),
        replies=(
            Reply("oriol", "in_the_room"),
            Reply("biel", "in_the_room"),
            Reply("iker", "remote"),
            Reply("anselmo", "telephone"),
            Reply("yusra", "cannot_come", "Aquesta setmana treballo de tardes"),
        ),
    ),
    Meeting(
        kind="table_session",
        groups=("HOU",),
        title="Pisos vacíos y un punto de apoyo para quien vive de alquiler",
        state="convened",
        days_from_today=6,
        language="es",
        hall=("MEC", "Sala del Patio"),
        planned_minutes=120,
        agenda=(
            Item("Cómo llegamos", "check_in", 5, "candela"),
            Item("Acta de la sesión anterior: correcciones y aprobación", "decide", 5, "ileana"),
            Item("Mapa de pisos vacíos: hasta dónde hemos llegado", "report", 15, "nuria"),
            Item("Vivir en una habitación alquilada: qué nos cuentan y qué podríamos hacer", "explore", 25, "demba"),
            Item("Descanso", "break", 10),
            Item(
                "Abrir los jueves por la tarde un punto de apoyo para leer contratos y recibos", "decide", 30, "maddi"
            ),
            Item("Ayudas para instalar ascensor: plazos y papeles", "inform", 10, "anselmo"),
            Item("Ruegos y preguntas", "any_other_business", 10),
            Item("Cierre: quién hace qué y cuándo", "closing", 10, "candela"),
        ),
        suggestions=(
            Suggestion(
                "pilar",
                "Fianzas que no se devuelven",
                "explore",
                "En el mostrador lo hemos oído cinco veces este mes.",
                minutes=15,
                presents=True,
            ),
        ),
        replies=(
            Reply("demba", "in_the_room"),
            Reply("nuria", "in_the_room"),
            Reply("hadiya", "remote"),
            Reply("maddi", "cannot_come", "Ese día viajo; llamadme si hace falta"),
        ),
    ),
    Meeting(
        kind="table_session",
        groups=("ENE",),
        title="Eguzki-plaken lehen urtea eta soberan dugun energia",
        state="convened",
        days_from_today=9,
        language="eu",
        hall=("HAI", "Goiko aretoa"),
        planned_minutes=90,
        agenda=(
            Item("Nola gatoz", "check_in", 5, "nekane"),
            Item("Aurreko bileraren akta: zuzenketak eta onespena", "decide", 5, "joanes"),
            Item("Eskolako teilatuko eguzki-plakek lehen urtean ekoitzi dutena", "report", 15, "unai"),
            Item("Faktura ulertzeko tailerra: egunak, lekua eta izen-ematea", "inform", 10, "peru"),
            Item("Etxe hotzak: nola jakin nork behar duen laguntza, inor lotsarazi gabe", "explore", 20, "maddi"),
            Item("Soberan dugun energia auzoko jantokiari ematea, urtebeteko proba gisa", "decide", 25, "mireia"),
            Item("Galde-eskeak", "any_other_business", 5),
            Item("Itxiera: nork zer eta noizko", "closing", 5, "nekane"),
        ),
        suggestions=(
            Suggestion(
                "ainhoa",
                "Gaueko argia eskailera-buruetan",
                "consult",
                "Sentsoreekin gutxiago gastatuko genuke.",
            ),
        ),
        replies=(
            Reply("unai", "in_the_room"),
            Reply("maddi", "in_the_room"),
            Reply("mireia", "cannot_come", "Jarraipen-taldearen bilera dut ordu berean"),
        ),
    ),
    Meeting(
        kind="plenary",
        groups=("ASM", "MOB", "HOU", "ENE"),
        title="Plenari: casa, carrer i energia",
        state="convened",
        days_from_today=21,
        language="ca",
        hall=("GAR", "Nau Gran"),
        planned_minutes=150,
        agenda=(
            Item("Com arribem", "check_in", 10, "nuria"),
            Item("Acta de l'últim plenari: correccions i aprovació", "decide", 5, "martina"),
            Item("Què han fet les taules de Mobilitat, Habitatge i Energia, i què demanen", "report", 25, "quima"),
            Item("Aportacions de les taules: quines treballem conjuntament aquest any?", "consult", 20, "candela"),
            Item("Pausa", "break", 15),
            Item(
                "Quan es rehabiliti una escala, posar-hi també plaques solars i lloc per a les bicis",
                "decide",
                40,
                "nekane",
            ),
            Item("Grup de seguiment: encàrrecs que s'acaben i respostes pendents", "report", 15, "mireia"),
            Item("Precs i preguntes", "any_other_business", 10),
            Item("Tancament: qui fa què i quan", "closing", 10, "nuria"),
        ),
        replies=(
            Reply("quima", "in_the_room"),
            Reply("candela", "in_the_room"),
            Reply("garazi", "cannot_come", "Soc fora fins dilluns"),
        ),
    ),
)
