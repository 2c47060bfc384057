//! What a doubt is about and of which kind it is, from its words alone.

use super::words::{names, words};
use crate::domain::{
    course::Course,
    event::{QuestionKind, QuestionPurpose},
    ids::ConceptId,
};

/// The concepts whose terms the text names, in the course's order.
pub fn concepts(text: &str, course: &Course) -> Vec<ConceptId> {
    let words = words(text);
    course
        .concepts
        .iter()
        .filter(|concept| {
            names(&words, &concept.name) || concept.terms.iter().any(|term| names(&words, term))
        })
        .map(|concept| concept.id.clone())
        .collect()
}

/// Aspects of a concept that a doubt can touch, with the words that show it. The names are those
/// of the course format.
const ASPECTS: &[(&str, &[&str])] = &[
    (
        "dirección",
        &[
            "dirección",
            "direcciones",
            "sentido",
            "sentidos",
            "bidireccional",
            "unidireccional",
            "dúplex",
            "ida",
            "vuelta",
            "ambos lados",
            "los dos lados",
            "responder",
        ],
    ),
    (
        "seguridad",
        &[
            "segura",
            "seguro",
            "seguridad",
            "condición de carrera",
            "carrera",
            "corrompe",
            "corrupto",
            "a la vez",
            "al mismo tiempo",
            "atómico",
            "atómica",
            "pisan",
            "safe",
        ],
    ),
    (
        "uso",
        &[
            "cuándo",
            "conviene",
            "usar",
            "uso",
            "usa",
            "sirve",
            "ocupar",
            "ocupo",
            "elegir",
            "elijo",
            "para qué",
            "en lugar",
            "en vez",
        ],
    ),
    (
        "cantidad",
        &[
            "cuántos", "cuántas", "número", "cantidad", "tamaño", "máximo", "límite",
        ],
    ),
    (
        "rendimiento",
        &[
            "rápido",
            "lento",
            "más lento",
            "tarda",
            "demora",
            "rendimiento",
            "velocidad",
            "acelera",
            "eficiente",
            "speedup",
        ],
    ),
    (
        "errores",
        &[
            "error",
            "errores",
            "excepción",
            "falla",
            "tira",
            "pegado",
            "trancado",
            "cuelga",
            "colgado",
            "bloquea",
            "deadlock",
            "no sale",
            "no funciona",
            "no ejecuta",
            "no termina",
        ],
    ),
    (
        "orden",
        &["orden", "desordenado", "desorden", "primero", "secuencia"],
    ),
    (
        "memoria",
        &[
            "memoria",
            "copia",
            "copian",
            "comparte",
            "comparten",
            "global",
            "globales",
            "variable",
        ],
    ),
    (
        "compatibilidad",
        &[
            "windows", "macos", "mac", "linux", "versión", "jupyter", "notebook", "3.14",
        ],
    ),
];

/// The aspects that the text touches.
pub fn aspects(text: &str) -> Vec<String> {
    let words = words(text);
    ASPECTS
        .iter()
        .filter(|(_, signs)| signs.iter().any(|sign| names(&words, sign)))
        .map(|(aspect, _)| (*aspect).to_owned())
        .collect()
}

/// Signs of each kind, the deepest first: the first kind with a sign wins.
const KINDS: &[(QuestionKind, &[&str])] = &[
    (
        QuestionKind::Debugging,
        &[
            "error",
            "excepción",
            "falla",
            "no funciona",
            "no me funciona",
            "no sale",
            "no me sale",
            "no ejecuta",
            "no termina",
            "no imprime",
            "no hace nada",
            "pegado",
            "trancado",
            "trabado",
            "cuelga",
            "colgado",
            "congela",
            "se bloquea",
            "tira",
            "me da",
            "traceback",
            "deadlock",
        ],
    ),
    (
        QuestionKind::Application,
        &[
            "cuándo",
            "conviene",
            "para qué",
            "en qué casos",
            "sirve para",
            "en mi proyecto",
            "debería usar",
            "me sirve",
        ],
    ),
    (
        QuestionKind::Procedure,
        &[
            "cómo",
            "de qué forma",
            "de qué manera",
            "pasos",
            "qué hago para",
            "cuántos",
            "cuántas",
            "dónde pongo",
        ],
    ),
    (
        QuestionKind::Cause,
        &[
            "por qué",
            "porque",
            "a qué se debe",
            "cuál es la razón",
            "qué pasa si",
            "qué hace que",
        ],
    ),
    (
        QuestionKind::Comparison,
        &[
            "diferencia",
            "diferencias",
            "comparado",
            "mejor",
            "vs",
            "versus",
            "en vez de",
            "en lugar de",
            "o es lo mismo",
            "es lo mismo",
        ],
    ),
    (
        QuestionKind::Definition,
        &[
            "qué es",
            "qué son",
            "qué significa",
            "qué quiere decir",
            "a qué se refiere",
            "qué hace",
        ],
    ),
];

/// The kind of the question, after Graesser & Person (1994); the deepest match wins.
pub fn kind(text: &str) -> QuestionKind {
    let words = words(text);
    let matched = KINDS
        .iter()
        .find(|(_, signs)| signs.iter().any(|sign| names(&words, sign)));
    match matched {
        Some((kind, _)) => *kind,
        None if is_choice(text) => QuestionKind::Comparison,
        None => QuestionKind::Verification,
    }
}

/// «¿Pipe o Queue?»: two things joined by «o» ask for a comparison.
fn is_choice(text: &str) -> bool {
    let words = words(text);
    words.len() <= 6 && words.iter().skip(1).any(|word| word == "o" || word == "u")
}

/// Learners who ask «…, ¿no?» or «¿está bien que…?» check what they think.
pub fn purpose(text: &str) -> QuestionPurpose {
    let words = words(text);
    let asks_for_assent = [
        "está bien si",
        "está bien que",
        "es correcto",
        "es cierto que",
        "entendí bien",
        "estoy en lo correcto",
        "o sea que",
        "verdad",
    ]
    .iter()
    .any(|sign| names(&words, sign));
    let ends_so = words
        .last()
        .is_some_and(|last| ["no", "cierto", "verdad", "correcto"].contains(&last.as_str()));
    if asks_for_assent || (ends_so && words.len() > 2) {
        QuestionPurpose::SelfCheck
    } else {
        QuestionPurpose::Doubt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_deepest_sign() {
        for (text, expected) in [
            (
                "¿Se puede usar Pipe entre tres procesos?",
                QuestionKind::Verification,
            ),
            ("que es un pipe", QuestionKind::Definition),
            ("¿Pipe o Queue?", QuestionKind::Comparison),
            (
                "cual es la diferencia entre hilo y proceso",
                QuestionKind::Comparison,
            ),
            (
                "¿Por qué Queue es segura con varios procesos?",
                QuestionKind::Cause,
            ),
            (
                "¿Cómo elijo el número de procesos del Pool?",
                QuestionKind::Procedure,
            ),
            (
                "¿Cuándo conviene usar Pipe y cuándo Queue?",
                QuestionKind::Application,
            ),
            ("hago join y se queda pegado", QuestionKind::Debugging),
            ("por que me tira PicklingError", QuestionKind::Debugging),
        ] {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn aspects_come_from_words_with_or_without_accents() {
        assert_eq!(aspects("el pipe va en las dos direcciones"), ["dirección"]);
        assert_eq!(aspects("cuantos procesos pongo"), ["cantidad"]);
    }

    #[test]
    fn asking_for_assent_is_a_self_check() {
        assert_eq!(
            purpose("entonces Queue copia el objeto, ¿no?"),
            QuestionPurpose::SelfCheck
        );
        assert_eq!(purpose("no"), QuestionPurpose::Doubt);
        assert_eq!(purpose("¿Pipe o Queue?"), QuestionPurpose::Doubt);
    }
}
