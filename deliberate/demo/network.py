"""The invented network that the demo shows: its groups, its people and their meetings."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ca", "es", "eu"]
Code = Literal["MOB", "FOO", "CUL", "BUY", "HOU", "TOU", "MAN", "ENE", "CAR", "FIN", "PUB", "ASM", "FOL", "COM", "PRO"]
GroupKind = Literal["table", "working_group", "oversight_group", "assembly"]
Role = Literal["facilitator", "scribe", "member", "observer"]
PublicName = Literal["full", "first_name", "role_only"]
MeetingKind = Literal["table_session", "plenary"]
Purpose = Literal[
    "check_in", "inform", "consult", "explore", "decide", "report", "review", "break", "any_other_business", "closing"
]


@dataclass(frozen=True)
class Wording:
    """One text as each of the four languages would say it, not word for word."""

    en: str
    ca: str
    es: str
    eu: str


@dataclass(frozen=True)
class Group:
    """People who belong together, and what for."""

    code: Code
    kind: GroupKind
    name: Wording
    purpose: Wording


@dataclass(frozen=True)
class Person:
    """An invented person, the name they choose in public, and their role in each of their groups.

    Their e-mail address is `<handle>@demo.test`, a domain that no mail can ever reach.
    """

    handle: str
    name: str
    public_name: PublicName
    language: Language
    memberships: tuple[tuple[Code, Role], ...]


@dataclass(frozen=True)
class Item:
    """One point of an agenda, in the meeting's language; `presenter` is a handle."""

    title: str
    purpose: Purpose
    minutes: int
    presenter: str | None = None


@dataclass(frozen=True)
class Meeting:
    """A meeting so many days from today (before today when negative); its first group is the host.

    `attended` lists the handles of those who came, and is empty while the meeting is still to be held.
    """

    kind: MeetingKind
    groups: tuple[Code, ...]
    title: str
    state: Literal["convened", "closed"]
    days_from_today: int
    language: Language
    place: str
    planned_minutes: int
    agenda: tuple[Item, ...]
    attended: tuple[str, ...] = ()


GROUPS: tuple[Group, ...] = (
    Group(
        code="MOB",
        kind="table",
        name=Wording(en="Mobility", ca="Mobilitat", es="Movilidad", eu="Mugikortasuna"),
        purpose=Wording(
            en="We look at how people get around the city: on foot, by bike, by bus, with a pushchair or in a "
            "wheelchair. We try a change out on one street before asking for it everywhere, and we listen first to "
            "those who find it hardest to get about.",
            ca="Ens ocupem de com ens movem per la ciutat: a peu, en bici, en autobús, amb cotxet o en cadira de "
            "rodes. Provem els canvis en un carrer abans de demanar-los per a tots, i escoltem primer qui té més "
            "dificultats per anar d'un lloc a l'altre.",
            es="Miramos cómo nos movemos por la ciudad: a pie, en bici, en autobús, con carrito o en silla de ruedas. "
            "Antes de pedir un cambio para todas las calles lo probamos en una, y escuchamos primero a quien le "
            "cuesta más ir de un lado a otro.",
            eu="Hirian nola ibiltzen garen aztertzen dugu: oinez, bizikletaz, autobusez, haur-kotxearekin edo "
            "gurpil-aulkian. Aldaketak kale bakar batean probatzen ditugu kale guztietarako eskatu aurretik, eta "
            "ibiltzeko zailtasun handienak dituztenei entzuten diegu lehenik.",
        ),
    ),
    Group(
        code="FOO",
        kind="table",
        name=Wording(en="Food", ca="Alimentació", es="Alimentación", eu="Elikadura"),
        purpose=Wording(
            en="We want good food to be within everyone's reach, and the people who grow it to make a living from it. "
            "We bring together allotments, markets, school canteens and neighbourhood kitchens, and we look for ways "
            "to throw less away.",
            ca="Volem que menjar bé sigui a l'abast de tothom i que la pagesia pugui viure de la seva feina. Posem en "
            "contacte horts, mercats, menjadors escolars i cuines de barri, i busquem maneres de llençar menys "
            "menjar.",
            es="Queremos que comer bien esté al alcance de cualquiera y que quien cultiva la tierra pueda vivir de su "
            "trabajo. Ponemos en contacto huertos, mercados, comedores escolares y cocinas de barrio, y buscamos "
            "maneras de tirar menos comida.",
            eu="Ondo jatea denon esku egotea nahi dugu, eta lurra lantzen duena bere lanetik bizi ahal izatea. "
            "Baratzeak, azokak, eskola-jantokiak eta auzoko sukaldeak harremanetan jartzen ditugu, eta janari "
            "gutxiago botatzeko moduak bilatzen ditugu.",
        ),
    ),
    Group(
        code="CUL",
        kind="table",
        name=Wording(en="Culture", ca="Cultura", es="Cultura", eu="Kultura"),
        purpose=Wording(
            en="We make room for the culture that people here make themselves: choirs, street theatre, workshops, "
            "fanzines. We share out halls, equipment and dates, so that a group that is starting out has the same "
            "chances as one that has been going for twenty years.",
            ca="Fem lloc a la cultura que neix aquí mateix: corals, teatre de carrer, tallers, fanzins. Repartim "
            "sales, material i dates perquè un grup que comença tingui les mateixes oportunitats que un amb vint anys "
            "d'història.",
            es="Hacemos sitio a la cultura que sale del propio barrio: coros, teatro de calle, talleres, fanzines. "
            "Repartimos salas, material y fechas para que un grupo que empieza tenga las mismas oportunidades que "
            "otro con veinte años de vida.",
            eu="Bertan sortzen den kulturari lekua egiten diogu: abesbatzak, kale-antzerkia, tailerrak, fanzineak. "
            "Aretoak, materiala eta datak banatzen ditugu, talde hasiberri batek hogei urte daramatzan batek adina "
            "aukera izan ditzan.",
        ),
    ),
    Group(
        code="BUY",
        kind="table",
        name=Wording(
            en="Buy Local", ca="Comerç de proximitat", es="Comercio de proximidad", eu="Hurbileko merkataritza"
        ),
        purpose=Wording(
            en="We help people find what they need close to home, and small shops to stay open. We keep a guide to "
            "local shops and trades, organise shared deliveries by cargo bike, and invite everyone to think about "
            "what they buy and from whom.",
            ca="Ajudem la gent a trobar a prop de casa el que necessita, i les botigues petites a no abaixar la "
            "persiana. Tenim una guia de comerços i oficis, organitzem repartiments compartits amb bicicleta de "
            "càrrega i convidem tothom a pensar què compra i a qui.",
            es="Ayudamos a la gente a encontrar cerca de casa lo que necesita, y a las tiendas pequeñas a no bajar la "
            "persiana. Mantenemos una guía de comercios y oficios, organizamos repartos compartidos en bicicleta de "
            "carga y animamos a pensar qué compramos y a quién.",
            eu="Jendeari behar duena etxetik hurbil aurkitzen laguntzen diogu, eta denda txikiak zabalik egon "
            "daitezen lan egiten dugu. Denden eta ofizioen gida bat eguneratuta edukitzen dugu, banaketa partekatuak "
            "antolatzen ditugu zama-bizikletaz, eta denak gonbidatzen ditugu zer eta nori erosten dioten pentsatzera.",
        ),
    ),
    Group(
        code="HOU",
        kind="table",
        name=Wording(en="Housing", ca="Habitatge", es="Vivienda", eu="Etxebizitza"),
        purpose=Wording(
            en="We work so that nobody has to leave the neighbourhood because they cannot pay for a home. We map "
            "empty flats, stand by people who are facing a rent rise, and learn from the housing cooperatives that "
            "already work.",
            ca="Treballem perquè ningú no hagi de marxar del barri per no poder pagar un habitatge. Fem el mapa dels "
            "pisos buits, acompanyem qui es troba amb una pujada del lloguer i aprenem de les cooperatives "
            "d'habitatge que ja funcionen.",
            es="Trabajamos para que nadie tenga que irse del barrio por no poder pagar un techo. Localizamos pisos "
            "vacíos, acompañamos a quien se encuentra con una subida del alquiler y aprendemos de las cooperativas de "
            "vivienda que ya funcionan.",
            eu="Etxebizitza ordaindu ezinagatik inork auzoa utzi behar izan ez dezan lan egiten dugu. Etxe hutsen "
            "mapa egiten ari gara, alokairua igo dietenen ondoan gaude, eta martxan dauden "
            "etxebizitza-kooperatibetatik ikasten dugu.",
        ),
    ),
    Group(
        code="TOU",
        kind="table",
        name=Wording(en="Tourism", ca="Turisme", es="Turismo", eu="Turismoa"),
        purpose=Wording(
            en="We ask what tourism gives the city, what it takes away, and how to live with it. We talk with "
            "neighbours, hotel staff and guides, and we propose routes and rules that keep the benefits here and let "
            "people sleep at night.",
            ca="Ens preguntem què dona el turisme a la ciutat, què li pren i com hi podem conviure. Parlem amb el "
            "veïnat, amb personal d'hotels i amb guies, i proposem rutes i normes que deixin els beneficis aquí i "
            "permetin dormir a la nit.",
            es="Nos preguntamos qué le da el turismo a la ciudad, qué le quita y cómo convivir con él. Hablamos con "
            "el vecindario, con personal de hoteles y con guías, y proponemos rutas y normas para que el beneficio se "
            "quede aquí y se pueda dormir por la noche.",
            eu="Turismoak hiriari zer ematen dion, zer kentzen dion eta harekin nola bizi galdetzen diogu geure "
            "buruari. Bizilagunekin, hoteletako langileekin eta gidekin hitz egiten dugu, eta irabaziak bertan "
            "geratzeko eta gauez lo egin ahal izateko ibilbideak eta arauak proposatzen ditugu.",
        ),
    ),
    Group(
        code="MAN",
        kind="table",
        name=Wording(en="Manufacturing", ca="Fabricació", es="Fabricación", eu="Fabrikazioa"),
        purpose=Wording(
            en="We want the city to go on making and mending things. We connect workshops, cooperatives, trade "
            "schools and people who are good with their hands, share machines, and give materials a second life.",
            ca="Volem que a la ciutat es continuïn fabricant i arreglant coses. Connectem tallers, cooperatives, "
            "escoles d'oficis i gent traçuda, compartim màquines i donem una segona vida als materials.",
            es="Queremos que en la ciudad se sigan fabricando y arreglando cosas. Conectamos talleres, cooperativas, "
            "escuelas de oficios y gente mañosa, compartimos máquinas y damos una segunda vida a los materiales.",
            eu="Hirian gauzak egiten eta konpontzen jarraitzea nahi dugu. Tailerrak, kooperatibak, lanbide-eskolak "
            "eta esku trebeak dituen jendea elkartzen ditugu, makinak partekatzen ditugu, eta materialei bigarren "
            "bizitza bat ematen diegu.",
        ),
    ),
    Group(
        code="ENE",
        kind="table",
        name=Wording(en="Energy", ca="Energia", es="Energía", eu="Energia"),
        purpose=Wording(
            en="We are learning to use less energy and to make our own, roof by roof. We share what is left over, "
            "help people understand their bills, and do what we can so that nobody is cold at home in winter.",
            ca="Aprenem a gastar menys energia i a produir-ne de pròpia, teulada a teulada. Compartim la que sobra, "
            "ajudem a entendre les factures i vetllem perquè ningú no passi fred a casa a l'hivern.",
            es="Aprendemos a gastar menos energía y a producir la nuestra, tejado a tejado. Compartimos la que sobra, "
            "ayudamos a entender las facturas y procuramos que nadie pase frío en casa en invierno.",
            eu="Energia gutxiago gastatzen eta geurea ekoizten ikasten ari gara, teilatuz teilatu. Soberan duguna "
            "partekatzen dugu, jendeari fakturak ulertzen laguntzen diogu, eta neguan inor etxean hotzez egon ez dadin "
            "saiatzen gara.",
        ),
    ),
    Group(
        code="CAR",
        kind="table",
        name=Wording(en="Caregiving", ca="Cures", es="Cuidados", eu="Zaintza"),
        purpose=Wording(
            en="We put care at the centre: of children, of older people, of those who fall ill, and of those who do "
            "the caring. We organise a network of support and time off in the neighbourhood, and we remind every "
            "table to ask who stayed at home while it met.",
            ca="Posem les cures al centre: de la canalla, de la gent gran, de qui emmalalteix i també de qui cuida. "
            "Organitzem una xarxa de suport i de respir al barri, i recordem a cada taula que es pregunti qui s'ha "
            "quedat a casa mentre es reunia.",
            es="Ponemos los cuidados en el centro: de la infancia, de las personas mayores, de quien enferma y "
            "también de quien cuida. Organizamos una red de apoyo y de respiro en el barrio, y recordamos a cada mesa "
            "que se pregunte quién se ha quedado en casa mientras se reunía.",
            eu="Zaintza erdigunean jartzen dugu: haurrena, adinekoena, gaixotzen denarena eta baita zaintzen "
            "duenarena ere. Laguntza- eta atseden-sare bat antolatzen dugu auzoan, eta mahai bakoitzari gogorarazten "
            "diogu galdetzeko nor geratu den etxean bilera egin bitartean.",
        ),
    ),
    Group(
        code="FIN",
        kind="table",
        name=Wording(en="Finance", ca="Finances", es="Finanzas", eu="Finantzak"),
        purpose=Wording(
            en="We look after the network's common money and explain the accounts so that anyone can follow them. We "
            "look for ethical funding, help projects work out their figures, and keep a small solidarity fund for "
            "those who are starting out.",
            ca="Administrem els diners comuns de la xarxa i n'expliquem els comptes perquè tothom els entengui. "
            "Busquem finançament ètic, ajudem els projectes a fer números i mantenim un petit fons solidari per a qui "
            "comença.",
            es="Administramos el dinero común de la red y explicamos las cuentas para que cualquiera las entienda. "
            "Buscamos financiación ética, ayudamos a los proyectos a echar números y mantenemos un pequeño fondo "
            "solidario para quien empieza.",
            eu="Sarearen diru komuna kudeatzen dugu, eta kontuak edonork ulertzeko moduan azaltzen ditugu. "
            "Finantzaketa etikoa bilatzen dugu, proiektuei kontuak egiten laguntzen diegu, eta elkartasun-funts txiki "
            "bat dugu hasi berrientzat.",
        ),
    ),
    Group(
        code="PUB",
        kind="table",
        name=Wording(en="Public Spaces", ca="Espai públic", es="Espacio público", eu="Espazio publikoa"),
        purpose=Wording(
            en="We care for the squares, benches, trees and corners where people meet without having to buy anything. "
            "We walk the streets with those who use them, by day and by night, and we try changes out with chalk and "
            "flower pots before anyone pours concrete.",
            ca="Cuidem les places, els bancs, els arbres i els racons on la gent es troba sense haver de consumir. "
            "Trepitgem els carrers amb qui els fa servir, de dia i de nit, i provem els canvis amb guix i testos "
            "abans d'abocar-hi formigó.",
            es="Cuidamos las plazas, los bancos, los árboles y los rincones donde la gente se encuentra sin tener que "
            "consumir. Recorremos las calles con quien las usa, de día y de noche, y probamos los cambios con tiza y "
            "macetas antes de echar hormigón.",
            eu="Ezer erosi gabe elkartzeko lekuak zaintzen ditugu: plazak, eserlekuak, zuhaitzak eta txokoak. Kaleak "
            "erabiltzen dituztenekin ibiltzen gara kalez kale, egunez eta gauez, eta aldaketak klarionarekin eta "
            "loreontziekin probatzen ditugu hormigoia bota aurretik.",
        ),
    ),
    Group(
        code="ASM",
        kind="assembly",
        name=Wording(en="Assembly", ca="Assemblea", es="Asamblea", eu="Batzarra"),
        purpose=Wording(
            en="This is where all the tables and working groups come together. The assembly hears what the tables "
            "share, ask and propose, decides what concerns the whole network, and answers every contribution.",
            ca="Aquí es troben totes les taules i tots els grups de treball. L'assemblea escolta què comparteixen, "
            "què demanen i què proposen les taules, acorda el que afecta tota la xarxa i dona resposta a cada "
            "aportació.",
            es="Aquí se encuentran todas las mesas y todos los grupos de trabajo. La asamblea escucha qué comparten, "
            "qué piden y qué proponen las mesas, decide lo que afecta a toda la red y da respuesta a cada aportación.",
            eu="Mahai eta lantalde guztiak hemen elkartzen dira. Batzarrak mahaiek partekatzen, eskatzen eta "
            "proposatzen dutena entzuten du, sare osoari dagokiona erabakitzen du, eta ekarpen bakoitzari erantzuten "
            "dio.",
        ),
    ),
    Group(
        code="FOL",
        kind="oversight_group",
        name=Wording(en="Follow-up group", ca="Grup de seguiment", es="Grupo de seguimiento", eu="Jarraipen-taldea"),
        purpose=Wording(
            en="Between meetings, we see to it that what was decided gets done. We notice which assignments are about "
            "to end, which decisions are due for review and which contributions are still without an answer, and we "
            "lend a hand to groups that are stuck.",
            ca="Entre reunió i reunió, mirem que el que s'ha acordat es faci. Estem al cas dels encàrrecs que "
            "s'acaben, dels acords que toca revisar i de les aportacions sense resposta, i donem un cop de mà als "
            "grups encallats.",
            es="Entre reunión y reunión, miramos que lo acordado se haga. Estamos al tanto de los encargos que se "
            "acaban, de los acuerdos que toca revisar y de las aportaciones sin respuesta, y echamos una mano a los "
            "grupos que se atascan.",
            eu="Bilera batetik bestera, erabakitakoa egin dadin arduratzen gara. Adi egoten gara: zein enkargu dauden "
            "amaitzear, zein erabaki berrikusteko eta zein ekarpen erantzunik gabe. Trabatuta dauden taldeei laguntza "
            "eskaintzen diegu.",
        ),
    ),
    Group(
        code="COM",
        kind="working_group",
        name=Wording(en="Communications", ca="Comunicació", es="Comunicación", eu="Komunikazioa"),
        purpose=Wording(
            en="Our assignment, for one year, is to make it easy to know what the network is doing. We write a "
            "monthly letter, keep the notice boards in every space up to date, and turn long minutes into half a page "
            "that anyone can read.",
            ca="Durant un any tenim l'encàrrec de fer que sigui fàcil saber què fa la xarxa. Escrivim una carta cada "
            "mes, tenim al dia els taulers d'anuncis de tots els espais i convertim actes llargues en mitja pàgina "
            "que tothom pugui llegir.",
            es="Durante un año tenemos el encargo de hacer que sea fácil saber qué hace la red. Escribimos una carta "
            "cada mes, mantenemos al día los tablones de anuncios de todos los espacios y convertimos actas largas en "
            "media página que cualquiera pueda leer.",
            eu="Urtebeterako enkargu hau dugu: denok erraz jakin ahal izatea sarea zertan dabilen. Hilero gutun bat "
            "idazten dugu, espazio guztietako iragarki-taulak eguneratuta edukitzen ditugu, eta akta luzeak edonork "
            "irakurtzeko moduko orrialde erdi bihurtzen ditugu.",
        ),
    ),
    Group(
        code="PRO",
        kind="working_group",
        name=Wording(
            en="Public Procurement", ca="Contractació pública", es="Contratación pública", eu="Kontratazio publikoa"
        ),
        purpose=Wording(
            en="We have eighteen months to propose how the city could buy better: from small firms, cooperatives and "
            "people close by. We read tender documents together, collect clauses that have worked elsewhere, and are "
            "writing a guide in plain language.",
            ca="Tenim divuit mesos per proposar com pot comprar millor la ciutat: a petites empreses, a cooperatives "
            "i a gent d'a prop. Llegim en grup els plecs de condicions, recollim clàusules que han funcionat en "
            "altres llocs i escrivim una guia en llenguatge planer.",
            es="Tenemos dieciocho meses para proponer cómo puede comprar mejor la ciudad: a pequeñas empresas, a "
            "cooperativas y a gente de cerca. Leemos en grupo los pliegos de condiciones, reunimos cláusulas que han "
            "funcionado en otros sitios y escribimos una guía en lenguaje claro.",
            eu="Hemezortzi hilabete ditugu hiriak hobeto nola eros dezakeen proposatzeko: enpresa txikiei, "
            "kooperatibei eta hurbileko jendeari. Baldintza-agiriak elkarrekin irakurtzen ditugu, beste leku "
            "batzuetan ondo funtzionatu duten klausulak biltzen ditugu, eta hizkera argiko gida bat idazten ari gara.",
        ),
    ),
)


PEOPLE: tuple[Person, ...] = (
    Person("quima", "Quima Campdeboira", "full", "ca", (("MOB", "facilitator"), ("ASM", "member"))),
    Person("oriol", "Oriol Trescapins", "full", "ca", (("MOB", "member"), ("PUB", "scribe"), ("ENE", "observer"))),
    Person("nuria", "Núria Fontclareta", "full", "ca", (("ASM", "facilitator"), ("HOU", "member"), ("FOL", "member"))),
    Person("biel", "Biel Marinada", "first_name", "ca", (("MOB", "scribe"), ("PUB", "member"))),
    Person("roser", "Roser Sotabosc", "full", "ca", (("FOO", "facilitator"), ("CAR", "member"), ("ASM", "member"))),
    Person(
        "jofre",
        "Jofre Campanaret",
        "first_name",
        "ca",
        (("PRO", "facilitator"), ("FOO", "member"), ("MAN", "member"), ("FIN", "member")),
    ),
    Person(
        "mireia", "Mireia Tretzevents", "full", "ca", (("FOL", "facilitator"), ("CUL", "member"), ("ENE", "member"))
    ),
    Person(
        "guim",
        "Guim Nouestels",
        "first_name",
        "ca",
        (("COM", "facilitator"), ("CUL", "scribe"), ("HOU", "member"), ("ASM", "member")),
    ),
    Person("carlota", "Carlota Farigola", "role_only", "ca", (("BUY", "scribe"), ("PUB", "member"), ("COM", "member"))),
    Person("aleix", "Aleix Mestralet", "full", "ca", (("TOU", "facilitator"), ("FIN", "scribe"), ("ASM", "member"))),
    Person(
        "teresina", "Teresina Avellanosa", "first_name", "ca", (("MOB", "member"), ("BUY", "member"), ("CAR", "member"))
    ),
    Person(
        "yusra", "Yusra Benqamar", "first_name", "ca", (("CAR", "facilitator"), ("MOB", "member"), ("ASM", "member"))
    ),
    Person("lian", "Lian Qingshui", "role_only", "ca", (("MAN", "scribe"), ("BUY", "member"), ("MOB", "observer"))),
    Person("candela", "Candela Brumales", "full", "es", (("HOU", "facilitator"), ("MOB", "member"), ("ASM", "member"))),
    Person(
        "anselmo", "Anselmo Tejadillo", "role_only", "es", (("FOL", "scribe"), ("MOB", "member"), ("HOU", "member"))
    ),
    Person(
        "lourdes",
        "Lourdes Sietefuentes",
        "full",
        "es",
        (("BUY", "facilitator"), ("FOO", "member"), ("PRO", "member"), ("ASM", "member")),
    ),
    Person(
        "fermin",
        "Fermín Cantaluna",
        "first_name",
        "es",
        (("PUB", "facilitator"), ("CUL", "member"), ("TOU", "member"), ("ASM", "member")),
    ),
    Person(
        "martina", "Martina Riolargo", "first_name", "es", (("ASM", "scribe"), ("TOU", "member"), ("PRO", "member"))
    ),
    Person(
        "eusebio",
        "Eusebio Garbanzal",
        "full",
        "es",
        (("BUY", "member"), ("MAN", "member"), ("FIN", "member"), ("PRO", "member")),
    ),
    Person(
        "paloma",
        "Paloma Tresolmos",
        "full",
        "es",
        (("FIN", "facilitator"), ("PRO", "scribe"), ("ASM", "member"), ("HOU", "observer")),
    ),
    Person(
        "demba",
        "Demba Kalissou",
        "first_name",
        "es",
        (("FOO", "member"), ("HOU", "member"), ("PUB", "member"), ("CAR", "observer")),
    ),
    Person("ileana", "Ileana Codrulescu", "role_only", "es", (("HOU", "scribe"), ("CAR", "member"))),
    Person("nekane", "Nekane Lainomendi", "full", "eu", (("ENE", "facilitator"), ("ASM", "member"))),
    Person("iker", "Iker Haizelarre", "first_name", "eu", (("MOB", "member"), ("COM", "member"))),
    Person("maddi", "Maddi Ilargizabal", "first_name", "eu", (("COM", "scribe"), ("HOU", "member"), ("ENE", "member"))),
    Person("unai", "Unai Ekaitzondo", "full", "eu", (("MAN", "facilitator"), ("ENE", "member"), ("ASM", "member"))),
    Person("garazi", "Garazi Izarzelai", "full", "eu", (("CUL", "facilitator"), ("ASM", "member"))),
    Person("joanes", "Joanes Euribide", "full", "eu", (("ENE", "scribe"), ("TOU", "member"), ("FOL", "member"))),
    Person("amaia", "Amaia Otsoerreka", "role_only", "eu", (("CAR", "scribe"), ("FIN", "member"), ("FOL", "member"))),
    Person("peru", "Peru Txindorreta", "first_name", "eu", (("FOO", "scribe"), ("ENE", "member"), ("PUB", "member"))),
    Person(
        "niamh",
        "Niamh Oakhollow",
        "first_name",
        "en",
        (("TOU", "scribe"), ("MOB", "member"), ("CUL", "member"), ("COM", "member")),
    ),
    Person("amrit", "Amrit Sundarbagh", "full", "en", (("FOO", "member"), ("MAN", "member"), ("PRO", "observer"))),
)


MEETINGS: tuple[Meeting, ...] = (
    Meeting(
        kind="table_session",
        groups=("MOB",),
        title="Entrades d'escola sense cotxes",
        state="closed",
        days_from_today=-21,
        language="ca",
        place="Sala dels Telers, Fàbrica Cívica Can Garbuix",
        planned_minutes=90,
        agenda=(
            Item("Com arribem", "check_in", 5, "quima"),
            Item("Recompte de bicicletes al pont Vell: resultats", "report", 10, "oriol"),
            Item("Resposta de l'Ajuntament sobre la freqüència del bus de barri", "inform", 10, "anselmo"),
            Item("Què passa davant de l'escola del Molí a les nou i a les cinc", "explore", 20, "teresina"),
            Item(
                "Carrer escolar: tres mesos de prova sense cotxes a l'hora d'entrar i de sortir", "decide", 30, "yusra"
            ),
            Item("Precs i preguntes", "any_other_business", 10),
            Item("Tancament: qui fa què i quan", "closing", 5, "quima"),
        ),
        attended=("quima", "biel", "oriol", "teresina", "yusra", "candela", "anselmo", "iker", "lian"),
    ),
    Meeting(
        kind="table_session",
        groups=("MOB",),
        title="Aparcaments de bici i autobús de nit",
        state="convened",
        days_from_today=0,
        language="ca",
        place="Sala dels Telers, Fàbrica Cívica Can Garbuix",
        planned_minutes=90,
        agenda=(
            Item("Com arribem", "check_in", 5, "quima"),
            Item("Acta de la sessió anterior: correccions i aprovació", "decide", 5, "biel"),
            Item("Carrer escolar: com han anat les dues primeres setmanes de prova", "review", 15, "yusra"),
            Item("Deu aparcaments de bici nous: on fan més falta?", "consult", 15, "oriol"),
            Item("Parada de l'autobús de nit davant de l'hospital: demanem sis mesos de prova", "decide", 30, "iker"),
            Item("Precs i preguntes", "any_other_business", 10),
            Item("Tancament: qui fa què i quan", "closing", 10, "quima"),
        ),
    ),
    Meeting(
        kind="table_session",
        groups=("HOU",),
        title="Pisos vacíos y un punto de apoyo para quien vive de alquiler",
        state="convened",
        days_from_today=6,
        language="es",
        place="Sala del Patio, Casa de los Cuidados La Mecedora",
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
    ),
    Meeting(
        kind="table_session",
        groups=("ENE",),
        title="Eguzki-plaken lehen urtea eta soberan dugun energia",
        state="convened",
        days_from_today=9,
        language="eu",
        place="Goiko aretoa, Haizerrota Jakintza Etxea",
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
    ),
    Meeting(
        kind="plenary",
        groups=("ASM", "MOB", "HOU", "ENE"),
        title="Plenari: casa, carrer i energia",
        state="convened",
        days_from_today=21,
        language="ca",
        place="Nau Gran, Fàbrica Cívica Can Garbuix",
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
    ),
)
