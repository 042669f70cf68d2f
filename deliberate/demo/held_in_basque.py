"""The meetings of the past year that the groups held in Basque."""

from deliberate.demo.shapes import Happened, Held

HELD_IN_BASQUE: tuple[Held, ...] = (
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
)
