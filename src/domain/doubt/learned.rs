//! What was learned from labelled sentences: how likely a text asks something, and of which kind. Two
//! logistic models on the signs of a text (multinomial for the kinds), in `learned.tsv`, which
//! `just learn` writes.

use std::{collections::HashMap, sync::LazyLock};

use super::signs::signs;
use crate::domain::event::QuestionKind;

/// The kinds in the order of the weights.
pub const KINDS: [QuestionKind; 7] = [
    QuestionKind::Verification,
    QuestionKind::Definition,
    QuestionKind::Comparison,
    QuestionKind::Cause,
    QuestionKind::Procedure,
    QuestionKind::Application,
    QuestionKind::Debugging,
];

/// How likely each kind is, in the order of [`KINDS`]; they add up to 1.
pub type Chances = [f64; KINDS.len()];

/// For asking, and for each kind.
type Weights = [f64; KINDS.len() + 1];

/// One line a sign: the sign, then the weights in thousandths; the first line has no sign and is what
/// every text has.
static LEARNED: LazyLock<HashMap<&str, Weights>> = LazyLock::new(|| {
    let lines = include_str!("learned.tsv").lines();
    lines.map(read).collect()
});

fn read(line: &str) -> (&str, Weights) {
    let mut fields = line.split('\t');
    let sign = fields.next().unwrap_or_default();
    let mut weights = [0.0; KINDS.len() + 1];
    for (weight, field) in weights.iter_mut().zip(fields) {
        let thousandths: f64 = field
            .parse()
            .expect("`learned.tsv` has numbers; a test reads it");
        *weight = thousandths / 1000.0;
    }
    (sign, weights)
}

/// What the learned model says of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// How likely it asks something, from 0 to 1.
    pub asks: f64,
    pub kinds: Chances,
}

impl Told {
    /// Of the text with these tokens, in which `@` stands for each thing that the course names.
    pub fn of(masked: &[String]) -> Self {
        let mut sums = LEARNED[""];
        let signs = signs(masked);
        let known: Vec<&Weights> = signs
            .iter()
            .filter_map(|sign| LEARNED.get(sign.as_str()))
            .collect();
        let share = weight_of_each(known.len());
        for weights in known {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += share * weight;
            }
        }
        let [asks, kinds @ ..] = sums;
        let kinds = kinds.map(f64::exp);
        let all: f64 = kinds.iter().sum();
        Self {
            asks: 1.0 / (1.0 + (-asks).exp()),
            kinds: kinds.map(|kind| kind / all),
        }
    }

    /// The likeliest kind.
    pub fn kind(&self) -> QuestionKind {
        likeliest(&self.kinds)
    }
}

/// The kind that is likeliest by these chances.
#[must_use]
pub fn likeliest(chances: &Chances) -> QuestionKind {
    let places = 0..KINDS.len();
    let likeliest = places.max_by(|one, other| chances[*one].total_cmp(&chances[*other]));
    KINDS[likeliest.unwrap_or_default()]
}

/// What each of so many signs counts, so that long texts and short ones are of one length.
#[must_use]
pub fn weight_of_each(signs: usize) -> f64 {
    super::words::ratio(1, signs.max(1)).sqrt()
}

/// The place of a kind in [`KINDS`].
#[must_use]
pub fn place(kind: QuestionKind) -> usize {
    KINDS
        .iter()
        .position(|one| *one == kind)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::doubt::words::tokens;

    fn told(text: &str) -> Told {
        let masked = text.replace("Pipe", "@");
        let mut tokens: Vec<String> = Vec::new();
        for (place, part) in masked.split('@').enumerate() {
            tokens.extend((place > 0).then(|| "@".to_owned()));
            tokens.extend(self::tokens(part));
        }
        Told::of(&tokens)
    }

    #[test]
    fn every_line_of_the_file_is_read() {
        let lines = include_str!("learned.tsv").lines();
        for line in lines.clone() {
            assert_eq!(line.split('\t').count(), KINDS.len() + 2, "{line}");
            read(line);
        }
        assert_eq!(LEARNED.len(), lines.count(), "a sign is there twice");
        assert!(LEARNED.contains_key(""));
    }

    #[test]
    fn questions_need_no_marks() {
        for text in [
            "que es un Pipe",
            "se puede usar un Pipe con tres procesos",
            "no entiendo por que hay que vaciar el Pipe",
            "no me sale nada",
        ] {
            assert!(told(text).asks > 0.5, "{text}: {:?}", told(text));
        }
        for text in [
            "gracias, quedó claro",
            "listo, ya terminé",
            "¿seguimos?",
            "creo que es porque cada proceso tiene su memoria",
            "fíjate que te falta el join",
        ] {
            assert!(told(text).asks < 0.5, "{text}: {:?}", told(text));
        }
    }

    #[test]
    fn each_kind_is_told_by_how_it_is_asked() {
        for (text, kind) in [
            (
                "¿Se puede cerrar el Pipe dos veces?",
                QuestionKind::Verification,
            ),
            ("que es un Pipe", QuestionKind::Definition),
            (
                "que diferencia hay entre Pipe y Pipe",
                QuestionKind::Comparison,
            ),
            ("por que hay que cerrar el Pipe", QuestionKind::Cause),
            ("como cierro el Pipe", QuestionKind::Procedure),
            ("cuando conviene usar un Pipe", QuestionKind::Application),
            ("me tira error y se queda pegado", QuestionKind::Debugging),
        ] {
            assert_eq!(told(text).kind(), kind, "{text}: {:?}", told(text));
        }
    }
}
