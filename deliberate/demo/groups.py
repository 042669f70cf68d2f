"""The groups of the invented network, and what each is for."""

from deliberate.demo.shapes import Group, Wording

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
