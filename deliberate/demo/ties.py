"""What binds the invented network together: organisations, who speaks for whom, rules, assignments, roles that end."""

from deliberate.demo.shapes import Agreed, Assignment, Code, Openness, Organisation, Representation, Suggestion, Term

ORGANISATIONS: tuple[Organisation, ...] = (
    Organisation("Confederació de Veïnats de la Vall Inventada", "association", 3, affiliated=("martina",)),
    Organisation(
        "Federació de Barris de la Ribera Imaginada",
        "association",
        2,
        parent="Confederació de Veïnats de la Vall Inventada",
        affiliated=("quima", "roser"),
    ),
    Organisation(
        "Federación de Cooperativas del Llano Soñado",
        "association",
        2,
        parent="Confederació de Veïnats de la Vall Inventada",
        affiliated=("lourdes",),
    ),
    Organisation(
        "Associació de Veïnes del Molí",
        "association",
        1,
        parent="Federació de Barris de la Ribera Imaginada",
        affiliated=("teresina", "oriol", "jordina"),
    ),
    Organisation(
        "Ateneu La Farola",
        "association",
        1,
        parent="Federació de Barris de la Ribera Imaginada",
        affiliated=("guim", "fermin"),
    ),
    Organisation(
        "Cooperativa de la Acequia",
        "association",
        1,
        parent="Federación de Cooperativas del Llano Soñado",
        affiliated=("candela", "pilar"),
    ),
    Organisation("Haizegarbi energia-kooperatiba", "association", 1, affiliated=("nekane", "ainhoa", "unai")),
    Organisation("Oficina inventada d'Habitatge", "public_body", 1, affiliated=("anselmo",)),
)

REPRESENTATIVES: tuple[Representation, ...] = (
    Representation("teresina", "Associació de Veïnes del Molí", "MOB", days_left=200),
    Representation("pilar", "Cooperativa de la Acequia", "HOU"),
    Representation("anselmo", "Oficina inventada d'Habitatge", "HOU"),
    Representation("ainhoa", "Haizegarbi energia-kooperatiba", "ENE"),
    Representation("martina", "Confederació de Veïnats de la Vall Inventada", "ASM"),
)

LINKS: tuple[Representation, ...] = (
    Representation("quima", "MOB", "ASM"),
    Representation("roser", "FOO", "ASM"),
    Representation("candela", "HOU", "ASM", days_left=120),
    Representation("nekane", "ENE", "ASM"),
    Representation("teresina", "MOB", "CAR"),
    Representation("paloma", "FIN", "PRO", days_left=180),
)

OPENNESS: dict[Code, Openness] = {
    "TOU": "open",
    "FOO": "open",
    "CAR": "open",
    "PUB": "open",
    "ASM": "closed",
    "FOL": "closed",
}

REQUESTS: tuple[tuple[str, Code, str], ...] = (
    ("ramon", "HOU", "Alquilo desde hace veinte años y me gustaría ayudar con los contratos."),
    ("uxue", "CUL", "Dantza-taldean nago eta aretoez hitz egin nahi nuke."),
)

POLICIES: tuple[Agreed, ...] = (
    Agreed(
        "MOB",
        "Acordat sense objeccions a la sessió de primavera.",
        {"quorum": "share", "quorum_number": 30, "silence_days": 10, "decides": "everyone_here"},
    ),
    Agreed(
        "HOU",
        "Acordado en la segunda sesión: con dinero y con casas, despacio.",
        {"quorum_number": 5, "floor": "all", "review_months": 6, "money_limit": 300},
    ),
    Agreed("ENE", "Udaberriko bileran adostua.", {"quorum_number": 4, "silence_days": 14}),
    Agreed(
        "FIN",
        "Con el dinero de todas las mesas no decide nadie a solas.",
        {"quorum": "share", "quorum_number": 50, "floor": "all", "money_limit": 150, "review_months": 6},
    ),
    Agreed(
        "ASM",
        "Acordat al plenari d'hivern.",
        {"quorum": "share", "quorum_number": 25, "plenary_form": "delegates", "proposes": "facilitators"},
    ),
)

ASSIGNMENTS: tuple[Assignment, ...] = (
    Assignment(
        "COM",
        "ASM",
        "Que sigui fàcil saber què fa la xarxa, també per a qui no té internet.",
        "Una carta cada mes, els taulers d'anuncis al dia i mitja pàgina de cada acta llarga.",
        "Mitja pàgina a cada plenari.",
        -353,
        12,
    ),
    Assignment(
        "PRO",
        "ASM",
        "Proposar com pot comprar millor la ciutat: a petites empreses, a cooperatives i a gent d'a prop.",
        "Llegir plecs entre molts, recollir clàusules que ja han funcionat i escriure'n una guia.",
        "Un esborrany cada sis mesos.",
        -230,
        317,
    ),
)

TERMS: tuple[Term, ...] = (
    Term("biel", "MOB", "scribe", 45),
    Term("irati", "PUB", "facilitator", 300),
    Term("fermin", "PUB", "facilitator", 20),
    Term("lian", "MOB", "observer", 90),
    Term("guim", "CUL", "scribe", 150),
)

FOR_NEXT_TIME: tuple[tuple[Code, Suggestion], ...] = (
    ("MOB", Suggestion("aina", "Bicicletes a la vorera del passeig", "explore", "Els avis hi passen amb por.")),
    ("HOU", Suggestion("demba", "Traducir los carteles del portal", "consult", "Hay vecinas que no los entienden.")),
    (
        "FOO",
        Suggestion("gorka", "Haziak trukatzeko arratsaldea", "consult", "Baratzean gordeak ditugu.", presents=True),
    ),
)
