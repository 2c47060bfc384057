//! Whether a text asks something at all: learners leave question marks out, tell symptoms instead
//! of asking, and write a good deal that is no question.
//!
//! Phrases speak for and against it; their weights are added. The weights are choices of ours, set
//! on the part of the evaluation set that is for tuning (`just eval doubts`).

use std::sync::LazyLock;

use super::phrases::{Lazy, Phrases};

/// From this sum on a text asks.
const ASKS: f64 = 0.95;
/// Down from this sum it is plain that it does not.
const TELLS: f64 = -0.5;

/// A sign for or against: its group and its weight. Of a group the strongest sign counts, so that
/// saying a thing twice does not say more.
type Sign = (Group, f64);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// Begins as questions do.
    Opening,
    /// Holds what a question holds.
    Inside,
    /// Says that something is not understood, or asks for help.
    Help,
    /// Tells that something goes wrong.
    Symptom,
    /// Asks for assent at its end.
    Tag,
    /// Wants to do something.
    Wish,
    /// It went wrong, and does no more.
    Solved,
    /// Tells or advises others.
    Telling,
    /// Thanks, greets, agrees.
    Courtesy,
    /// Is about the meeting or about people.
    Meeting,
    /// Exclaims.
    Exclaiming,
}
use Group::{
    Courtesy, Exclaiming, Help, Inside, Meeting, Opening, Solved, Symptom, Tag, Telling, Wish,
};

#[rustfmt::skip]
const SIGNS: &[(Sign, &str)] = &[
    ((Opening, 1.0), "^(?:a |de |en |con |para |por |hasta |hacia |desde |sobre |entre )?(?:que|cual|cuales|quien|quienes|como|cuanto|cuanta|cuantos|cuantas|donde|adonde)"),
    ((Opening, 1.0), "^(?:por que|para que|a que se|en que casos?|en que situacion\\w*)"),
    ((Opening, 1.0), "^cuando (?:uso|usar|usas|usan|usamos|se|conviene|debo|deberia|deberiamos|es mejor|hay|hace|necesito|tengo|usaria\\w*|aplica|vale|toca|pongo|elijo|me conviene|ocupo|hago|puedo)"),
    ((Opening, 1.0), "^(?:cuando .* y cuando .*|(?:la |una |alguna |que )?diferencias? (?:entre|de) .*)"),
    ((Opening, 0.6), "^(?:aguantan?|soportan?|respetan?|funcionan?|sirven?|devuelven?|comparten?) (?:el|la|los|las|un|una|\\w+) .*"),
    ((Opening, 1.0), "^(?:pueden?|podrian?) (?:dos|tres|varios|varias|los|las|un|una|el|la|muchos|\\d+|haber|ser|usar|ir|pasar) .*"),
    ((Opening, 0.9), "^porque .* \\?"),
    ((Opening, 0.2), "^cuando"),
    ((Opening, 1.0), "^(?:se puede|se pueden|se podria|se podra|se vale|puedo|podemos|podria|podriamos|podre|puede|es posible|es obligatori[oa]|es lo mismo|es necesari[oa]|es mejor|es verdad|es cierto|es correcto|es normal|es segur[oa]|es recomendable|es igual|existe|existen|conviene|vale la pena|da igual|da lo mismo|esta bien si|esta bien que|esta mal si|habra|sera|seria|alcanza con|basta con|sirve|tiene sentido|hay alguna?|hay (?:una )?(?:forma|manera|modo)|hay diferencia|hay problema|hay riesgo|hay que|hace falta|tengo que|tenemos que|debo|deberia|necesito|puede ser que|importa|afecta|cambia en algo|aplica|me conviene|me sirve)"),
    ((Opening, 0.5), "^(?:y si|pero si|y con|y en|y cuando|y el|y la|y los|y las|y para|entonces|o sea|es decir|asi que|si|esto|ese|esa|eso|el|la|los|las|un|una)"),
    ((Opening, 0.3), "^(?:y si|pero si|entonces si|o sea que|y entonces|asi que)"),
    ((Inside, 1.0), "\\?"),
    ((Inside, 0.85), "por que|para que (?:sirve|sirven|es|se|era|son|quiero|quieren|existe|lo|la|me|necesito|usan)|cual es|cual (?:uso|elijo|conviene|me|seria|de|deberia|recomiendan|convendria|es)|cuales (?:son|de)|(?:la|que|alguna|una|cual) diferencia|en que se diferencian?|a que se (?:refier\\w+|debe)|que (?:significa|pasa|pasaria|sucede|ocurre|hago|diferencia|conviene|convendria|quiere decir|onda con|viene siendo|vendria|seria|tan|tanto)|que cosa (?:es|son)|que es(?: eso| lo| el| la| un| una)?|que (?:son|hace|hacen)|como (?:se|hago|puedo|le hago|seria|funciona\\w*|lo hago|deberia|haria|uso|evito|arreglo|resuelvo|soluciono|paso|hacer|hacemos|hacen|puede|es que|lo|le|sabe|saber|podria)|de donde|cuantos|cuantas|es lo mismo|da lo mismo|se puede|se podra|se vale|de que (?:forma|manera|sirve)|hay (?:alguna )?(?:forma|manera|modo)|(?:tiene|tienen|tendria) (?:algo|que ver)"),
    ((Inside, 0.75), "o (?:es|son|solo|no|necesito|tengo|hay que|hace falta|lo|la|se|va|van|siguen|sigue|segun|puede|puedo|al reves|da|cual|mejor|como|uno|una|ya|queda|igual|tambien|esta|le|con|todos|cada|hacen|sirve|vale) .+"),
    ((Inside, 0.75), "(?:me|nos|se|le|lo|la) (?:puede|pueden|podria|podrian) .+|(?:le|lo|la|los|las) (?:tengo|tenemos) que .+|(?:es|son|sera|seria) (?:seguro|segura|seguros|normal|obligatorio|necesario|peligroso|posible|correcto) .*|pasa algo si|hace falta|(?:alcanza|basta) con|con (?:uno|una|eso) alcanza"),
    ((Help, 1.0), "no (?:lo |la |le |los )?(?:entiend[oe]|entendi|entendia|comprend[oi]|entendimos|capto|capte|pillo|pille|pesco|pesque|cacho|caze|agarro)|no (?:me |nos )?(?:queda|quedo|qued[oa] muy|quedaron|cierra|entra|cuadra)(?: del todo| muy| tan| bien)? ?(?:clar[oa]s?|cerrar|la idea|lo|el)?|no (?:lo |la )?teng[oa] (?:muy |tan |del todo )?clar[oa]|no termin[oae] de|no (?:logro|consigo|doy con|caigo|hallo|encuentro|puedo entender|puedo hacer|puedo correr)|no veo (?:la|el|como|por que|para que|que|cual|bien)|no se (?:bien |muy bien |exactamente |nunca )?(?:que|como|cual|cuando|donde|por que|porque|si|a que|cuantos?|para que|en que|con que|con cual|de donde|cuanto|quien)|no estoy segur[oa]|no (?:me acuerdo|recuerdo) (?:que|como|cual|si|para)|nunca (?:se|entiendo|entendi|me queda)|(?:estoy|ando|quede|sigo|me siento) (?:medio |un poco |muy |re )?(?:perdid[oa]|confundid[oa]|trabad[oa]|atascad[oa]|atorad[oa]|mareado|mareada|enredad[oa]|liad[oa])|me (?:perdi|confundi|confundo|confunde|confunden|enred[oe]|enrede|lio|marea|mareo|pierdo|trabe|atore|hago bolas|hice bolas|hice lio|hago lio|estoy confundiendo)"),
    ((Help, 1.0), "(?:tengo|tenia|tenemos|me queda|me quedo|me quedan|me surge|me surgio|me salio) (?:una|un|varias|unas|otra|la|alguna|algunas|muchas|esta|esa|mas) ?(?:\\w+ )?(?:dudas?|preguntas?|consultas?|problemas?|error|drama|duda)|(?:me gustaria|quisiera|quiero|queria|necesito|quise|me interesa) (?:saber|entender|preguntar|consultar|aclarar)|me pregunt[oa]|me preguntaba|(?:duda|pregunta|consulta) [,.]|una (?:duda|pregunta|consulta)|mi (?:duda|pregunta|consulta) es|duda con|dudas con|pregunta sobre|duda sobre"),
    ((Help, 1.0), "alguien (?:me |nos )?(?:sabe|puede|podria|explica|ayuda|entendio|entiende|tiene idea|tiene un ejemplo|tiene algun ejemplo|ha|sabria|conoce|que sepa|a quien|que pueda|le|podra|da una mano|echa una mano|dice)|(?:saben|sabes|sabe|sabra|sabran|sabrian) (?:si|que|como|por que|porque|cual|donde|a que|alguien|ustedes|cuanto|cuantos)|alguna idea|alguna sugerencia|idea de (?:que|por que|como)"),
    ((Help, 1.0), "(?:me |nos )?(?:pueden|puedes|puede|podrian|podrias|podria|podra|podras|podran|quieres|quieren) (?:por favor )?(?:explicar|ayudar|decir|repetir|mostrar|aclarar|repasar|recordar|indicar|corregir|orientar|dar un ejemplo|dar otro ejemplo|poner un ejemplo|poner otro ejemplo|volver|ensenar|echar|revisar|detallar|ampliar|profundizar|confirmar)\\w*|(?:expliquen|expliquenme|explicame|explicanos|explicarme|explicarnos|expliqueme|aclarame|ayudame|ayudenme|ayudeme|auxilio|ayudita|repiteme|diganme|digame|recuerdame|recuerdenme|ensename|muestrame)(?: .*)?|(?:necesito|ocupo|una|pido|quiero) (?:un poco de |una )?(?:ayuda|mano|ayudita)|me (?:explican?|explicas|ayudan?|ayudas|dicen|dices|repiten|repites|aclaran?|aclaras|recuerdas|recuerdan|echan|echas|das|dan|pasas|pasan) (?:una mano|otra vez|de nuevo|eso|como|que|por que|lo|la|el|un|con|por favor|a|otro)"),
    ((Help, 1.0), "^(?:explica|explique|repite|repitan|dime|ayuda|ayuden|aclara|otra vez|de nuevo|ejemplo de|mas ejemplos|otro ejemplo)(?: .*)?"),
    ((Symptom, 0.95), "(?:no|ni|tampoco) (?:me |les? |nos |se |te |los? |las? )*(?:funciona|funcionan|anda|andan|corre|corren|jala|jalan|sale|salen|aparece|aparecen|imprime|imprimen|ejecuta|ejecutan|termina|terminan|acaba|acaban|avanza|avanzan|arranca|arrancan|inicia|muestra|muestran|hace|hacen|pasa|responde|responden|llega|llegan|cambia|cambian|guarda|guardan|actualiza|devuelve|retorna|reconoce|deja|acepta|da|dan|suma|suman|para|paran|cierra|cierran|muere|mueren|ve|ven|coincide|cuadra|entra|encuentra|carga|conecta|compila|recibe|reciben|lee|envia|comparte|comparten|sirve|detecta|importa|espera|libera|alcanza|vuelve|hay|espero)"),
    ((Symptom, 0.95), "(?:se|me|te|le) (?:me |les? |nos )?(?:qued[aoe]n?|quedaba|quedaron) (?:\\w+ )?(?:pegad[oa]s?|colgad[oa]s?|trabad[oa]s?|trancad[oa]s?|congelad[oa]s?|bloquead[oa]s?|esperando\\w*|ties[oa]|atorad[oa]s?|clavad[oa]s?|frizad[oa]|tildad[oa]s?|parad[oa]s?|atascad[oa]s?|ahi|pensando|vaci[oa]s?|sin|en|igual|corriendo|zombis?|vivos?|quiet[oa]|muert[oa])|(?:se|me) (?:me |le |nos )?(?:cuelgan?|traban?|trancan?|congelan?|bloquean?|atoran?|tildan?|clavan?|crashean?|rompen?|caen?|frenan?|detienen?|cierran?|repiten?|pierden?|mezclan?|duplican?|colgo|trabo|congelo|bloqueo|atoro|tildo|clavo|cayo|cerro|rompio|perdio|perdieron|mezclaron|pisan|corrompen?|desordenan?|satura|llena|come)"),
    ((Symptom, 0.95), "me (?:esta )?(?:tira|da|sale|salta|lanza|marca|bota|arroja|aparece|manda|devuelve|regresa|imprime|dice|pone|come|tirando|dando|saliendo|salen|tiran|aparecen|sigue|siguen|vuelve|genera|explota|revienta|truena|falla|peta|crashea|muestra|quedan?|gasta|consume|ocupa|imprimen) .+"),
    ((Symptom, 0.95), "(?:tira|lanza|arroja|bota|marca|salta|revienta|explota|truena|crashea|peta|falla|fallan|da|sale|aparece) (?:un |una |el |este |ese |con |siempre |el mismo )*(?:error|excepcion|exception|traceback|fallo|[a-z]+error|mal|menos|cualquier|negativ[oa]|none|vaci[oa]|distint[oa]|diferente|raro|cero|0|en|todo|a veces)|traceback|errno|[a-z]{4,}error|[a-z]{4,}warning|was never awaited|error [,.] .+|error (?:de|en|al|con|cuando|que|si) .+|(?:tengo|hay|veo|recibo|obtengo|da) (?:un |este |el |algun )?(?:error|problema|fallo)|brokenprocesspool|attempt has been made|can t pickle|cannot pickle|missing 1 required|should only be shared"),
    ((Symptom, 0.95), "nunca (?:regresa|termina|llega|llegan|vuelve|avanza|acaba|sale|responde|imprime|para|entra)|sigue (?:en|dando|saliendo|vaci[oa]|igual|sin|fallando|apareciendo|viv[oa]|mal|tardando|pegad[oa]|siendo|corriendo|valiendo|bloquead[oa])|siguen (?:viv[oa]s|mal|sin|ahi|corriendo)|(?:queda|quedo|sale|esta|termina|devuelve|aparece) vaci[oa]|(?:tarda|demora|se demora|dura) (?:mas|lo mismo|igual|mucho|un monton|el doble|casi|demasiado|una eternidad|siglos)|(?:es|va|van|corre|anda|sale|esta|se pone|fue|resulta) (?:mas |muy |re |super |igual de |mucho mas )*lent[oa]|tarda \\w+ (?:segundos|minutos|s|veces)|(?:da|sale|imprime|suma|queda|muestra|llega) (?:menos|mal|distinto|diferente|otro|negativo|solo|siempre|un numero|un resultado|en)|deberia (?:dar|salir|ser|tardar|imprimir|quedar|haber|estar)|en vez de \\d+|en lugar de \\d+|(?:quedan|siguen|aparecen|hay) (?:procesos )?(?:viv[oa]s|zombis?|zombies|colgados)|al 100|nada de nada|ni da|ni siquiera|solo (?:usa|trabaja|corre|funciona|imprime|se ejecuta|ejecuta) (?:un|uno|una|el|1)"),
    ((Symptom, 0.6), "(?:funciona|anda|corre|jala|sirve|va bien|imprime todo|sale bien|todo bien) .*(?:pero|pero si|y si|y sin|sin|y con) .*"),
    ((Tag, 1.1), ", (?:no|verdad|cierto|correcto|o no|o si|no es asi|no cierto|o me equivoco|o estoy mal|me equivoco|estoy bien|si o no|o que|o como|es asi|esta bien|no es cierto)(?: [.!?]| )*$"),
    ((Tag, 0.75), "(?:[a-z]{3,}) (?:no|verdad|cierto|correcto|o no|o si|no cierto|o me equivoco|o estoy mal|o que|si o no)(?: [.!?]| )*$"),
    ((Tag, 0.8), "^(?:esta bien|estoy bien|es correcto|entiendo bien|entendi bien|voy bien) (?:si|que|entonces|asi|decir|pensar)"),
    ((Wish, 0.8), "(?:quiero|quisiera|necesito|ocupo|me piden|intento|trato de|quise|queria|intente|trate de|estoy intentando|estoy tratando de|busco|quiero que|necesito que|ocupo que|estoy queriendo) (?:\\w+ )?(?:\\w+[aei]r(?:l[eo]s?|me|se)?|que)"),
    ((Wish, 0.35), "(?:estoy haciendo|mi (?:codigo|programa|funcion|proceso|script|hijo|consumidor)|mis procesos|tengo (?:un|una|dos|tres|cuatro|varios|\\d+)|hago|puse|pongo|uso) .+"),

    ((Solved, -2.2), "(?:ya|ahora|ahora si|por fin|al fin) (?:lo |la |le |me )*(?:entendi|entiendo|se|vi|comprendi|comprendo|capte|descubri|encontre|di cuenta de|quedo claro) (?:por que|como|que|cual|cuando|donde|para que|de que|lo|el|la)(?: .*)?"),
    ((Solved, -1.3), "ya (?:lo |la |le |me |se |los |te )*(?:entend\\w+|entiendo|se|resolvi|arregle|solucione|funciona|funciono|anda|anduvo|salio|corre|quedo|quede|esta|probe|pude|logre|encontre|vi|cache|capte|di cuenta|descubri|tengo claro|comprendi|corrigio|corregi|jalo|di)(?: .*)?"),
    ((Solved, -1.3), "ya no (?:me |se |lo |tengo )*(?:sale|da|tira|aparece|falla|cuelga|traba|queda|duda|dudas|pasa|lanza|marca)"),
    ((Solved, -1.3), "(?:el|mi) (?:problema|error|fallo|detalle|tema) (?:era|fue|estaba)|la solucion (?:era|fue|es)|era (?:la|el|que|por|porque|eso|un|una|lo|culpa) .*|me faltaba|faltaba|(?:lo|la|los) (?:resolvi|arregle|solucione|logre|corregi|consegui|pude)|con razon|(?:me|le|nos|a mi|a mi me) (?:funciono|salio|anduvo|jalo|resulto|sirvio)|a la primera|(?:me )?qued[oa] (?:todo |muy |super |re |mas |bastante )*clar\\w+|todo (?:muy )?clar[oa]|por fin|(?:funciona|anda|corre|jala|salio|quedo) (?:perfecto|perfectamente|bien|genial|de maravilla|joya|de 10|al pelo|a la perfeccion|excelente|increible)|resolvi|no tengo (?:mas )?(?:dudas|preguntas|ninguna|duda|pregunta)|sin dudas|sin preguntas|ninguna (?:duda|pregunta)|no hay (?:problema|dudas|drama|lio|bronca|preguntas)|(?:bajo|paso|mejoro) (?:de \\d+ \\w+ )?a \\d+|entendi (?:todo|perfecto|bien|muy)|me di cuenta|ah (?:ya|claro|ok|vale)|no me habia dado cuenta|ahora si"),
    ((Telling, -1.0), "^(?:creo|yo creo|pienso|yo pienso|supongo|yo digo|me parece|diria|yo diria|para mi|segun|por eso|porque|es porque|eso explica|eso era|eso es|fue porque|lo que pasa|pasa que|es que (?:tu|te|hay|no|el|la|los)|te (?:falta|falto|faltaba|recomiendo|sugiero|conviene|paso|explico|cuento|toca|esta)|les (?:recomiendo|paso|dejo|cuento|comparto|aviso|falta)|fijate|fijense|fijate que|revisa|revisen|proba|prueba|prueben|intenta|checa|chequea|usa|usen|usala|usalo|pon|ponle|ponele|ponlo|agrega|agregale|quita|quitale|saca|cambia|mira que|acuerdate|acordate|recuerda|recuerden|tienes que|tenes que|tienen que|debes|deberias|deben|puedes usar|puedes poner|puedes hacer|podrias usar|si quieres|si queres|exacto|exactamente|efectivamente|claro|claro que|correcto|asi es|eso es|tal cual|respondiendo|como dijo|como dice|como decia|a mi me|el por que esta|en realidad|de hecho|yo tambien|yo lo|yo la|yo use|yo uso|yo puse|yo hice|yo haria|yo usaria|yo voy|a mi tampoco|tampoco|ni idea|depende|eso pasa|eso te pasa|eso sale|eso se|se llama|se usa|se usaba|se soluciona|se arregla|se hace|viene en|esta en|estoy (?:leyendo|viendo|terminando|probando|de acuerdo)|acabo|ahi|aqui les|voy|vengo|tambien se puede|lo mejor es|la respuesta|la clave|lo importante|ojo|nota|dato|spoiler|tip)"),
    ((Telling, -0.9), "(?:\\w+) tiene razon|no es por .*|(?:entonces|si|solo|tambien|ahi|claro) hay que (?:pasarlo|pasarla|ponerlo|hacerlo|usar|cerrar|llamar|poner|crear|proteger) .*|te (?:falta|falto|recomiendo)|es porque .*|como dijo|alguien ya|ya lo (?:pregunto|preguntaron|dijo|dijeron|explico)|esta (?:en|arriba) (?:la|el|arriba|explicado)|(?:creo|supongo|pienso) que|lo que pasa es|la documentacion|la doc dice|mas facil|mas corto|conviene (?:usar|cerrar|poner)"),
    ((Courtesy, -0.7), "(?:muchas |mil )?gracias|genial|perfecto|excelente|buenisim[oa]|que buen[oa]?|ja(?:ja|j)*|j[aeio]j[aeio]\\w*|xd+|lol|entendido|de acuerdo|saludos|felicidades|bienvenid[oa]s?|un gusto|sisi|de nada|agradec\\w+|me (?:encanta|gusto|encanto|gusta)|interesante|guau|wow|crack|hasta manana|hasta luego|nos vemos|chau|chao|adios|perdon (?:por|la|llegue)|buenas noches"),
    ((Courtesy, -0.7), "^(?:list[oa]|dale|ok|okey|okay|vale|va|si|joya|buena|ya)(?: (?:gracias|ya|entonces|pues|profe|todos|chicos|va))*(?: [.,!]|$)"),
    ((Meeting, -1.25), "vamos (?:al|a (?:la|lo|seguir|pasar|empezar|comer|otro|hacer)|bien|con|pues|ya|siguiente|todos)|seguimos|pasamos|avanzamos|sigamos|pasemos|avancemos|continuamos|continuemos|empezamos|comenzamos|arrancamos|siguiente (?:tema|topico|pregunta|parte)|(?:hacemos|hagamos|tomamos|damos) (?:una |un )?(?:pausa|break|descanso|receso)|un break|descanso|(?:estan|estamos|ya) (?:todos )?list[oa]s|todo bien|todos bien|como (?:estan|andan|van|te va|les va|estas|andas|te fue|les fue|van todos)|que tal|que (?:hacen|cuentan|onda) \\?|que onda|me (?:escuchan|oyen|leen)|se (?:escucha|oye)|me ven|ven mi pantalla|la llave|el enlace|el link|la grabacion|a que hora|que hora|quien (?:falta|viene|va|sigue|mas|tiene|se|trae|quiere|esta|es el|gano|entra)|quienes (?:faltan|van|vienen|estan)|alguien (?:tiene|trajo|trae|quiere|va|viene|se|falta|vio|anda|esta|mas) .*|vieron|viste|en serio|(?:les|te) (?:parece|late|molesta|importa|copa)|se acuerdan|te acuerdas|no creen|cuando (?:nos|es el|es la|terminamos|empezamos|volvemos|seguimos)|nos (?:juntamos|conectamos|reunimos)|partido|finde|fin de semana|cumple\\w*|almor\\w+|(?:un|por|el) cafe|chiste|ya (?:terminaron|acabaron|confirmaron|votaron|estan|entraron|comieron)|terminaron|acabaron|faltan? (?:mucho|alguien|por confirmar)|quieren que|quieres que|quien diria|micro\\w*|camara|la luz|el internet|vengo|ya vuelvo|llegue tarde|de donde (?:son|eres|sos)|cuantos (?:somos|anos)|(?:eres|sos|son) (?:de|nuev[oa]s?)"),
    ((Exclaiming, -1.3), "^que (?:buen[oa]?|bonit[oa]|lind[oa]|loco|loca|locura|genial|chido|chevere|padre|risa|pena|susto|miedo|lastima|cool|bien|mal|rico|crack|grande|facil|dificil|interesante|util|increible|sufrimiento|hambre|sueno|calor|frio|alegria|emocion|raro|curioso|maravilla|bajon|bronca|verguenza|buena onda|gran|belleza|lujo|nervios|cansancio|capo|groso|pro)"),
    ((Exclaiming, -1.3), "^(?:como (?:dijo|dice|decia|mola|siempre|veras|vimos|les|te decia|no va|no iba|me gusta|me cuesta|el profe)|quien (?:lo )?diria|quien iba|cuanto (?:tiempo sin|me alegro|codigo)|cuando (?:termine|acabe|pueda|llegue|vuelva|quieran|quieras|tenga|lo tenga)|como puede ser (?:tan|posible))|no se (?:como|que) (?:agradecer\\w*|haria|decirles|decir)|cuantas cosas|como va a ser|vieras|no (?:lo )?puedo creer"),
];

/// Whether the text of this line asks something; `names_something` when it names what the course
/// teaches.
pub fn asks(line: &str, names_something: bool) -> bool {
    weight(line, names_something) >= ASKS
}

/// Whether it is plain that the text of this line asks nothing; `is_empty` when it has no word of
/// content. In between nobody can say.
pub fn tells(line: &str, names_something: bool, is_empty: bool) -> bool {
    let weight = weight(line, names_something);
    !line.contains('?') && (weight <= TELLS || (is_empty && weight < ASKS))
}

fn weight(line: &str, names_something: bool) -> f64 {
    static PHRASES: Lazy<Sign> = LazyLock::new(|| Phrases::new(SIGNS));
    let mut strongest: Vec<Sign> = Vec::new();
    for &(group, weight) in PHRASES.in_line(line) {
        match strongest.iter_mut().find(|(own, _)| *own == group) {
            Some((_, own)) if own.abs() < weight.abs() => *own = weight,
            Some(_) => {}
            None => strongest.push((group, weight)),
        }
    }
    let named = if names_something { 0.2 } else { 0.0 };
    strongest
        .iter()
        .map(|&(group, weight)| match group {
            // «¿Alguien tiene un Lock que funcione?» is about the course after all.
            Meeting if names_something => weight / 2.0,
            _ => weight,
        })
        .sum::<f64>()
        + named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::doubt::phrases::line_of;

    fn is_asked(text: &str) -> bool {
        asks(&line_of(text), false)
    }

    #[test]
    fn questions_need_no_marks() {
        for text in [
            "¿Pipe o Queue?",
            "que es un pipe",
            "se puede usar un pipe con tres procesos",
            "tengo que cerrar la cola",
            "el pipe es de una sola via, no",
            "no entiendo por que hay que vaciar la cola",
            "me pueden explicar otra vez lo del lock",
            "alguien sabe como poner una barra de progreso",
            "hago join y se queda pegado",
            "con join funciona pero con detach no ejecuta",
            "no me sale nada",
            "me tira PicklingError",
            "no entiendo nada",
            "tengo una duda",
        ] {
            assert!(is_asked(text), "{text}");
        }
    }

    #[test]
    fn what_is_said_is_no_question() {
        for text in [
            "gracias, quedó claro",
            "ok",
            "jaja",
            "listo ya terminé",
            "hola a todos",
            "ya entendí por qué falla",
            "no sé cómo agradecerles",
            "¿vamos al siguiente tema?",
            "¿alguien tiene la llave?",
            "creo que es porque cada proceso tiene su memoria",
            "fijate que te falta el join",
            "¡qué buen ejemplo!",
        ] {
            assert!(!is_asked(text), "{text}");
        }
    }

    #[test]
    fn only_what_plainly_tells_is_turned_down() {
        let is_told = |text: &str| tells(&line_of(text), false, text == "hola");
        for text in [
            "gracias, quedó claro",
            "hola",
            "jaja genial",
            "ya entendí por qué falla",
        ] {
            assert!(is_told(text), "{text}");
        }
        for text in [
            "print sin salto de linea",
            "¿seguimos?",
            "pipe unidireccional",
            "no me sale",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
