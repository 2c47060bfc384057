//! Which aspects a doubt touches, of which kind it is, and whether it asks for assent.

use std::sync::LazyLock;

use super::phrases::{Lazy, Phrases};
use crate::domain::event::{QuestionKind, QuestionPurpose};

/// Aspects of a concept that a doubt can touch, with what shows them. The names are those of the
/// course format.
#[rustfmt::skip]
const ASPECTS: &[(&str, &str)] = &[
    ("dirección", "direccion(?:es)?|sentidos?|(?:bi|uni)direccional(?:es)?|duplex|ida|vuelta|(?:ambos|los dos) (?:lados|extremos|sentidos)|una (?:sola )?via|de vuelta|(?:mandar|enviar|envio|mando|escribir) y (?:tambien )?(?:recibir|leer|recibo)|(?:responder|responderle|contestar|contestarle|contesto|respondo)|puede(?:n)? (?:responder|contestar)|hacia (?:el|los|ambos|donde|que)|para que lado|va y viene|van y vienen|viajan?|(?:un|los dos|ambos) lados?|dos canales|necesito dos"),
    ("seguridad", "segur[oa]s?|seguridad|insegur[oa]|safe|a salvo|peligros[oa]|peligro|riesgos?|condicion(?:es)? de carrera|race conditions?|carreras?|corromp\\w+|corrupt[oa]s?|a la vez|al mismo tiempo|simultane\\w+|atomic[oa]s?|pisan|pisa|pisarse|se (?:mezclan|mezclen|pierden|pierda|pierde)|protege\\w*|proteger|perder datos|pasa algo|mezclen (?:los )?(?:bytes|datos|mensajes)|(?:necesit\\w+|hace falta|hacen falta|ponerle|pongo|poner|requiere) (?:un |el |algun )?(?:lock|candado|cerrojo|mutex|candados|locks)|(?:dos|tres|varios|muchos|\\d+) (?:procesos|hijos|hilos|productores) .* (?:mism[oa]|a la vez|juntos|simultane\\w+)(?: .*)?|sin (?:lock|candado)s?|pierdo|perdid[oa]s"),
    ("uso", "cuando (?:uso|usar|conviene|se usa|usamos|usarian|necesito|debo|es mejor|me conviene|ocupo)|conviene|convendria|usar\\w*|usan?|uso|usarian|usando|utiliz\\w+|ocupar|ocupo|sirven?|elegir|elijo|escoger|escojo|para que|en que (?:casos?|situaciones)|en lugar de|en vez de|vale la pena|como (?:hago|se hace|se usa|seria|paso|le paso|puedo|le pongo|pongo|saco|obtengo|funciona|le digo|le aviso|reparto)|que hace|recomiendan|recomiendas|es obligatorio|tengo que|hay que|se puede|puedo"),
    ("cantidad", "cuant[oa]s?|numero|cantidad|tamanos?|maximo|minimo|limites?|cabe|caben|mas de (?:dos|2|tres|uno)|muchos|millones|varios (?:procesos|pipes|hilos)|tres procesos|\\d+ (?:procesos|workers|trabajadores|nucleos)|capacidad|varios a la vez|todos los procesos"),
    ("rendimiento", "rapid[oa]s?|lent[oa]s?|lentisim[oa]|tardan?|tardar|tarde|demoran?|demorar|rendimiento|velocidad|aceler\\w+|eficien\\w+|speedup|performance|optimiz\\w+|tiempo|segundos|nucleos|cores?|procesadores|paralelismo|en paralelo|secuencial|al 100|htop|aprovecha\\w*|la mitad|costo|ligero|pesado"),
    ("errores", "error(?:es)?|[a-z]+error|exception|excepcion(?:es)?|fall[aoe]n?|fallar|tira|lanza|revienta|explota|truena|crashea|pegad[oa]|trancad[oa]|trabad[oa]|colgad[oa]|cuelgan?|traban?|congelad[oa]|congela|bloquead[oa]|bloquean?|atorad[oa]|deadlocks?|interbloqueo|(?:no|ni) (?:me |se |nos |lo |les? )*(?:sale|funciona|ejecuta|termina|imprime|anda|corre|jala|aparece|avanza|hace nada|llega|pasa nada|muere|arranca|guarda)|traceback|brokenprocesspool|da mal|dando mal|da menos|vaci[oa]|zombis?|esperandos[eo]|queda\\w* (?:ahi )?(?:esperando|pensando)|no deja|se cae|matan|can t pickle"),
    ("orden", "orden\\w*|desorden\\w*|primero|antes|despues|secuencia|secuencial|turnos?|recien cuando|espere a|esperar a|espera a|mezclad[oa]s|llegada|alcanza a|segun (?:van|terminan)"),
    ("memoria", "memoria|ram|copias?|copian?|copiar\\w*|compart\\w+|globales|global|variables?|el mismo objeto|duplique|duplica\\w*|gb|ndarray|numpy|ve el cambio|ven los cambios|liberar|libera"),
    ("compatibilidad", "windows|macos|mac|linux|versiones|version|jupyter|notebook|colab|idle|3 1[0-9]|django|compatib\\w+|terminal|instal\\w+|lambda|pickle\\w*"),
];

/// The aspects that the text of this line touches.
pub fn aspects(line: &str) -> Vec<String> {
    static PHRASES: Lazy<&str> = LazyLock::new(|| Phrases::new(ASPECTS));
    PHRASES
        .in_line(line)
        .map(|aspect| (*aspect).to_owned())
        .collect()
}

use QuestionKind::{
    Application, Cause, Comparison, Debugging, Definition, Procedure, Verification,
};

/// Signs of each kind in the order in which they are looked for: the first that is there tells.
/// The deepest match wins, and within a depth what is told more plainly.
#[rustfmt::skip]
const KINDS: &[(QuestionKind, &str)] = &[
    // Said outright.
    (Definition, "que (?:significan?|quieren? decir)(?: .*)?"),
    (Procedure, "como (?:hago|puedo|le hago|se hace|hacemos) (?:para|pa) (?:que|\\w+[aei]r\\w*) .*"),
    // An error by its name, asked about in whatever way.
    (Debugging, "[a-z]{3,}error(?: .*)?|[a-z]{3,}warning(?: .*)?|traceback|errno|me (?:esta )?(?:tira|lanza|bota|arroja|marca|tirando) .*"),
    // Why.
    (Cause, "(?:que (?:pasa|pasaria|sucede|ocurre) (?:si|cuando|con)|por que|a que se debe|cual es la razon|que hace que|que causa|debido a que|la razon|el motivo|como es que|como es posible)(?: .*)?"),
    (Cause, "^porque .*"),
    // Symptoms.
    (Debugging, "(?:se|me|te) (?:me |les? |nos )?(?:qued[aoe]n?|quedaron) (?:\\w+ )?(?:pegad[oa]s?|colgad[oa]s?|trabad[oa]s?|trancad[oa]s?|congelad[oa]s?|bloquead[oa]s?|esperando|ties[oa]|atorad[oa]s?|clavad[oa]s?|frizad[oa]|tildad[oa]s?|parad[oa]s?|atascad[oa]s?|ahi|pensando|vaci[oa]s?|sin|corriendo|en)"),
    (Debugging, "(?:se|me) (?:me |le |nos )?(?:cuelgan?|traban?|trancan?|congelan?|atoran?|tildan?|clavan?|crashean?|caen?|mezclan|cierra solo|repite|colgo|trabo|congelo|atoro|come toda)"),
    (Debugging, "no (?:me |les? |nos |se |te |lo )*(?:funcionan?|anda|andan|corre|corren|jalan?|sale|salen|aparecen?|imprimen?|ejecutan?|terminan?|acaban?|avanzan?|arrancan?|inicia|muestran?|hace nada|hacen nada|pasa nada|responden?|llegan?|cambian?|guardan?|actualiza|devuelve|retorna|reconoce|deja|para nunca|cierra|mueren?|coincide|cuadra|reciben?|detecta)(?: .*)?"),
    (Debugging, "me (?:esta )?(?:tira|sale|salta|lanza|marca|bota|arroja|aparece|manda|tirando|saliendo|dando|genera|explota|da (?:un |una |el )*(?:error|[a-z]+error|excepcion|menos|mal|otro|distinto|cero|none|\\d+))(?: .*)?"),
    (Debugging, "(?:tira|lanza|arroja|bota|salta|revienta|explota|truena|crashea|peta|falla|fallan|sale|aparece|da) (?:un |una |el |este |ese |con |siempre )*(?:error|excepcion|traceback|[a-z]+error|mal)|traceback|errno|brokenprocesspool|[a-z]{3,}error|attempt has been made|can t pickle|cannot pickle|should only be shared|released too many"),
    (Debugging, "sigue (?:en|dando|saliendo|vaci[oa]|igual|sin|fallando|apareciendo|viv[oa]|mal|tardando)|(?:queda|quedo|sale|esta|termina) vaci[oa]|(?:quedan|siguen) (?:procesos )?(?:vivos|zombis?|ahi)|tarda lo mismo|me (?:imprime|da|sale|devuelve|muestra) .* en (?:lugar|vez) del? .*|sale en (?:numeros )?negativos?|solo (?:un|una|uno|1) \\w+ (?:esta|trabaja|se usa|corre|funciona) .*|da menos|suma menos|da cualquier|(?:solo|un solo) (?:usa|trabaja|core|nucleo|proceso) .*(?:100|uno|solo|demas|otros)|deberia (?:dar|salir|tardar|ser)|que hago mal|que esta(?: |ra )mal|en que (?:fallo|me equivoco)|como (?:lo )?(?:arreglo|soluciono|resuelvo)|el error no|ni da error|nada de nada|me quedo sin memoria|consume toda"),
    // Which of several.
    (Comparison, "diferencias?|diferencian?|(?:cual|cuales|que) de (?:los|las|ambos|ambas)(?: dos)?|no se (?:si|cual) (?:usar|uso|elegir|elijo|agarrar|ocupar|conviene)(?: .*)? (?:o|u) .*|quien (?:es|gana|va)(?: .*)? (?:o|u) .*|(?:es|son) (?:mas|menos) \\w+ que .*|en que se (?:parecen|diferencian?|distinguen)|comparad[oa]|comparar|vs|(?:es|son|o es|hacen|sera) lo mismo|es igual|lo mismo que|sinonimos|frente a|respecto a|que tiene de especial"),
    (Comparison, "(?:cual|que) (?:es|me|nos|seria|conviene|convendria|elijo|uso|recomiendan?|gana|va|deberia) .* (?:o|u) .*|cual (?:elijo|es mejor|es mas|recomiendan|conviene|uso)(?: .*)?|(?:es|que es|seria) (?:mejor|mas \\w+)(?: .*)? (?:o|u|que) .*|(?:uso|usar|conviene|elijo|agarro|me quedo con|recomiendan|convendria|prefieren) .* (?:o|u) .*"),
    // When and for what.
    (Application, "cuando .* y cuando .*|para que (?:usaria\\w*|usamos|me sirve\\w*|nos sirve\\w*|tipo|clase|casos?|situacion\\w*|tareas?|problemas?)(?: .*)?|cuando (?:es (?:buena idea|util|necesari[oa]|recomendable|preferible)|se (?:recomienda|elige|prefiere|aplica|necesita|justifica)|sirve|elijo|agarro|escojo|elegir|vale|debemos|ocupar|utilizar|utilizo|uso|usar|usas|conviene|se usan?|usamos|usarian|debo|deberia|es mejor|necesito|hay que|vale|aplica|me conviene|ocupo|hace falta|tengo que|pongo)(?: .*)?|en que (?:casos?|situacion\\w*|escenarios?|contextos?)|me conviene|conviene|convendria|vale la pena|deberia(?:mos)? usar|sirve para mi|en mi (?:proyecto|caso|trabajo|tesis)|cuant[oa]s \\w+ (?:pongo|le pongo|uso|conviene\\w*|me conviene|deberia|es razonable|lanzo|creo|meto|le meto|necesito|hay que|se recomiendan?)|(?:que|cual) (?:numero|cantidad|tamano|valor) (?:le )?(?:pongo|uso|conviene|es bueno)|cuant[oa]s \\w+ (?:debe|deben|deberian?|lleva|pongo|conviene|van|son (?:muchos|buenos|recomendables))(?: .*)?|(?:cantidad|numero) (?:ideal|optim[oa]|recomendad[oa]|correct[oa])|cuanto le pongo|que me (?:conviene|recomiendan)|recomiendan usar|(?:ahi|aqui|ahi tambien|tambien) (?:hace falta|necesito)|para (?:mi|un|una) (?:proyecto|caso|programa|app|servidor|juego) .*"),
    (Definition, "cuant[oa] (?:cabe|caben|aguanta|ocupa|pesa|puede|entra|soporta)(?: .*)?"),
    // How.
    (Procedure, "como|de que (?:forma|manera|modo)|que (?:pasos|hago para|puedo hacer para|tengo que hacer|debo hacer)|pasos|(?:hay|existe) (?:alguna |una )?(?:forma|manera|modo|opcion)|(?:forma|manera) (?:correcta|de)|donde (?:pongo|va|lo pongo|saco|creo)|de donde|cuant[oa]s|(?:quiero|quisiera|necesito|ocupo|intento|trato de|busco) (?:\\w+ )?\\w+[aei]r(?:l[eo]s?|me|se)?|(?:quiero|necesito|ocupo) que|que hago(?: .*)?|que puedo hacer"),
    // What it is.
    (Definition, "(?:que|q) (?:cosa |cosas )?(?:es|son|era|eran|hace|hacen|viene siendo|vendria|seria|onda con|pasa)(?: .*)?|a que se refieren?|(?:para que|de que) (?:sirven?|es|era|son|se usan?|existe)(?: .*)?|para que|definicion|en que consiste|que diablos|no (?:se|entiendo|entendi|cacho|me quedo claro|me queda claro|pillo)(?: muy| bien| nada)* (?:que|lo|el|la|los|para)(?: .*)?|(?:explica\\w*|explican|explicar|explicarme|explique\\w*|repetir|repasar|aclarar)(?: .*)?|me perdi(?: .*)?|no (?:me )?(?:queda|quedo) clar[oa](?: .*)?"),
];

/// The kind of the question, after Graesser & Person (1994); the deepest match wins. `choice` when
/// it puts two named things side by side.
pub fn kind(line: &str, choice: bool) -> QuestionKind {
    static PHRASES: Lazy<QuestionKind> = LazyLock::new(|| Phrases::new(KINDS));
    match PHRASES.in_line(line).next() {
        Some(kind) => *kind,
        None if choice => Comparison,
        None => Verification,
    }
}

/// Learners who ask «…, ¿no?» or «¿está bien que…?» check what they think.
pub fn purpose(line: &str) -> QuestionPurpose {
    const ASSENT: &[((), &str)] = &[
        (
            (),
            "esta bien (?:si|que)|es correcto|es cierto que|es verdad que|entendi bien|entiendo bien|estoy en lo correcto|o sea que|verdad",
        ),
        (
            (),
            "\\w+ (?:, |\\? )*(?:no|cierto|verdad|correcto|o no|o me equivoco|no es asi)(?: [.!?])* ?$",
        ),
    ];
    static PHRASES: Lazy<()> = LazyLock::new(|| Phrases::new(ASSENT));
    match PHRASES.in_line(line).next() {
        Some(()) if line.split(' ').filter(|word| word.len() > 1).count() > 2 => {
            QuestionPurpose::SelfCheck
        }
        _ => QuestionPurpose::Doubt,
    }
}
