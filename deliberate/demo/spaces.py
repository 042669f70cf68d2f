"""The invented places in which the demo's groups meet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

EVERY_DAY = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Hall:
    """A hall, and how it is reached."""

    name: str
    floor: int
    capacity: int
    facilities: str = "step_free,projector"

    def inputs(self) -> dict[str, Any]:
        """As the act takes them."""
        return {"name": self.name, "floor": self.floor, "capacity": self.capacity, "facilities": self.facilities}


@dataclass(frozen=True)
class Space:
    """A place with its halls; `hours` are those of its working days, `weekend` of the other two."""

    code: str
    kind: str
    name: str
    address: str
    directions: dict[str, str]
    access_words: dict[str, str]
    facilities: str
    capacity: int
    hours: str
    halls: tuple[Hall, ...]
    weekend: str = ""

    def description(self, zone: str) -> dict[str, Any]:
        """As the act takes it. A proper name is the same in every language."""
        return {
            "code": self.code,
            "kind": self.kind,
            "names": json.dumps({"ca": self.name}),
            "address": self.address,
            "directions": json.dumps(self.directions),
            "access_words": json.dumps(self.access_words),
            "facilities": self.facilities,
            "capacity": self.capacity,
            "zone": zone,
            "latitude": "",
            "longitude": "",
            "website": f"https://{self.code.lower()}.demo.test",
            "contact": "",
        }

    def week(self) -> dict[str, str]:
        """Its hours, day by day."""
        return {day: self.weekend if day in EVERY_DAY[5:] else self.hours for day in EVERY_DAY}


SPACES = (
    Space(
        code="GARBUIX",
        kind="participation",
        name="Fàbrica Cívica Can Garbuix",
        address="Carrer dels Telers, 14",
        directions={
            "en": "Tram stop Can Garbuix. The door is under the chimney.",
            "ca": "Parada de tramvia Can Garbuix. La porta és sota la xemeneia.",
            "es": "Parada de tranvía Can Garbuix. La puerta está debajo de la chimenea.",
            "eu": "Can Garbuix tranbia-geltokia. Atea tximiniaren azpian dago.",
        },
        access_words={
            "en": "The lift is to the left of the desk. The hearing loop is in the Nau Gran.",
            "ca": "L’ascensor és a l’esquerra de la recepció. El bucle magnètic és a la Nau Gran.",
            "es": "El ascensor está a la izquierda de la recepción. El bucle magnético está en la Nau Gran.",
            "eu": "Igogailua harreraren ezkerrean dago. Begizta magnetikoa Nau Gran aretoan dago.",
        },
        facilities="step_free,lift,accessible_toilet,reserved_parking,place_for_children,changing_table,quiet_room,kitchen,wifi",
        capacity=600,
        hours="9:00–22:30",
        weekend="10:00–21:00",
        halls=(
            Hall("Sala dels Telers", 1, 60),
            Hall("Sala petita", 1, 18),
            Hall("Nau Gran", 0, 400, "step_free,projector,sound_system,hearing_loop"),
        ),
    ),
    Space(
        code="LLEVAD",
        kind="responsible_consumption",
        name="La Llevadora",
        address="Plaça del Forn, 3",
        directions={"en": "Behind the old oven.", "ca": "Darrere del forn vell.", "es": "Detrás del horno viejo."},
        access_words={},
        facilities="step_free,accessible_toilet,kitchen,wifi",
        capacity=90,
        hours="10:00–14:00, 17:00–21:30",
        weekend="10:00–14:00",
        halls=(Hall("Menjador gran", 0, 50, "step_free,kitchen"),),
    ),
    Space(
        code="HAIZE",
        kind="knowledge",
        name="Haizerrota Jakintza Etxea",
        address="Errota kalea, 7",
        directions={
            "en": "Up the hill from the river.",
            "es": "Desde el río, cuesta arriba.",
            "eu": "Ibaitik, aldapan gora.",
        },
        access_words={
            "en": "There is no lift yet: the upper hall is reached by 14 steps.",
            "es": "Aún no hay ascensor: a la sala de arriba se sube por 14 escalones.",
            "eu": "Oraindik ez dago igogailurik: goiko aretora 14 eskailera-maila daude.",
        },
        facilities="step_free,accessible_toilet,quiet_room,wifi",
        capacity=150,
        hours="9:00–13:30, 16:00–21:30",
        halls=(
            Hall("Antzokia", 0, 110, "step_free,projector,sound_system"),
            Hall("Goiko aretoa", 1, 40, "projector"),
        ),
    ),
    Space(
        code="TRUEQUE",
        kind="responsible_consumption",
        name="Mercado del Trueque",
        address="Calle de las Balanzas, 21",
        directions={"en": "The blue gate of the market.", "es": "La puerta azul del mercado."},
        access_words={},
        facilities="step_free,accessible_toilet,reserved_parking",
        capacity=200,
        hours="8:00–21:00",
        halls=(Hall("Sala de los Pesos", 0, 35),),
    ),
    Space(
        code="MECEDORA",
        kind="care",
        name="Casa de los Cuidados La Mecedora",
        address="Calle del Patio, 2",
        directions={
            "en": "Ring at the green door.",
            "ca": "Cal trucar a la porta verda.",
            "es": "Hay que llamar a la puerta verde.",
        },
        access_words={},
        facilities="step_free,lift,accessible_toilet,place_for_children,changing_table,quiet_room,kitchen,wifi",
        capacity=80,
        hours="8:30–21:30",
        halls=(Hall("Sala del Patio", 0, 30, "step_free,hearing_loop"),),
    ),
    Space(
        code="BURDIN",
        kind="production",
        name="Burdinola Txikia",
        address="Tailer kalea, 40",
        directions={"en": "The second gate of the yard.", "eu": "Patioko bigarren atea."},
        access_words={},
        facilities="step_free,wifi",
        capacity=120,
        hours="8:00–20:30",
        halls=(Hall("Lantegi handia", 0, 70, "step_free"),),
    ),
    Space(
        code="FAROLA",
        kind="culture",
        name="Ateneo La Farola",
        address="Plaza del Pozo, 1",
        directions={"en": "The house with the lantern.", "es": "La casa del farol."},
        access_words={},
        facilities="accessible_toilet,wifi",
        capacity=110,
        hours="17:00–23:00",
        weekend="11:00–14:00, 17:00–1:00",
        halls=(Hall("Sala del Pozo", 0, 45, "projector"),),
    ),
)
