"""The meetings of the past year that the groups held in Spanish."""

from deliberate.demo.shapes import Happened, Held

HELD_IN_SPANISH: tuple[Held, ...] = (
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
            ("decide", 15, "Letra grande y cuatro lenguas"),
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
        "PRO",
        48,
        "Primer borrador de la guía",
        (
            ("review", 30, "Lo que se entiende a la primera, y lo que no"),
            ("decide", 20, "A quién se lo damos a leer"),
        ),
        happened=Happened(course="not_held", reason="Vinimos tres; lo dejamos para cuando seamos más"),
    ),
)
