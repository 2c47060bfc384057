//! Which aspects a doubt touches, and whether it asks for assent.

use std::sync::LazyLock;

use super::phrases::{Lazy, Phrases};
use crate::domain::event::QuestionPurpose;

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
