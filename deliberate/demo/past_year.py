"""A year of the invented network's meetings. Each is written as its title and what was special to it; how it began and ended is usual."""

from deliberate.demo.held_in_basque import HELD_IN_BASQUE
from deliberate.demo.held_in_catalan import HELD_IN_CATALAN
from deliberate.demo.held_in_spanish import HELD_IN_SPANISH
from deliberate.demo.people import PEOPLE
from deliberate.demo.shapes import Code, Held, Item, Language, Meeting, Role

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


HELD = sorted((*HELD_IN_CATALAN, *HELD_IN_SPANISH, *HELD_IN_BASQUE), key=lambda held: -held.days_ago)
PAST_YEAR: tuple[Meeting, ...] = tuple(_meeting(held) for held in HELD)
