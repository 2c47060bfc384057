//! How words sound and how far they are from one another: learners write «multiprosesing» and
//! «deadlok».

/// The word without letters that are drawn out: three or more of one become one.
pub fn without_drawl(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut kept = String::with_capacity(word.len());
    let mut place = 0;
    while place < letters.len() {
        let letter = letters[place];
        let run = letters[place..]
            .iter()
            .take_while(|next| **next == letter)
            .count();
        let times = if run >= 3 && letter.is_alphabetic() {
            1
        } else {
            run
        };
        kept.extend(std::iter::repeat_n(letter, times));
        place += run;
    }
    kept
}

/// A word as Latin American Spanish says it, where several letters stand for one sound. `word` is
/// in lower case without accents.
pub fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut sound = String::with_capacity(word.len());
    let mut place = 0;
    while let Some(&letter) = letters.get(place) {
        let next = letters.get(place + 1).copied();
        place += 1;
        let said = match (letter, next) {
            ('h', _) => continue,
            ('c', Some('h')) => {
                place += 1;
                'ĉ'
            }
            ('c', Some('e' | 'i')) | ('z', _) => 's',
            ('q', Some('u')) if matches!(letters.get(place + 1), Some('e' | 'i')) => {
                place += 1;
                'k'
            }
            ('c' | 'q' | 'k', _) => 'k',
            ('v' | 'w', _) => 'b',
            ('l', Some('l')) => {
                place += 1;
                'y'
            }
            ('g', Some('e' | 'i')) => 'j',
            (letter, _) => letter,
        };
        if !sound.ends_with(said) {
            sound.push(said);
        }
    }
    sound
}

/// Whether at most `most` letters have to be changed, put in, left out or swapped with their
/// neighbour to get from one word to the other (optimal string alignment).
pub fn is_within(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut rows = [Vec::new(), (0..=b.len()).collect::<Vec<_>>(), Vec::new()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut steps = (rows[1][j] + usize::from(x != y))
                .min(rows[1][j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                steps = steps.min(rows[0][j - 1] + 1);
            }
            row.push(steps);
        }
        rows = [std::mem::take(&mut rows[1]), row, Vec::new()];
    }
    rows[1][b.len()] <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_drawn_out_count_once() {
        assert_eq!(without_drawl("holaaaa"), "hola");
        assert_eq!(without_drawl("lee"), "lee");
        assert_eq!(without_drawl("1000"), "1000");
    }

    #[test]
    fn letters_that_sound_alike_are_one() {
        for (one, other) in [
            ("haser", "hacer"),
            ("quiero", "kiero"),
            ("bloqueo", "vloqueo"),
            ("lock", "lok"),
        ] {
            assert_eq!(sound(one), sound(other));
        }
        assert_ne!(sound("cola"), sound("hola"));
        assert_ne!(sound("cacho"), sound("caco"));
    }

    #[test]
    fn a_slip_is_within_one_letter() {
        assert!(is_within("semafroo", "semaforo", 1));
        assert!(is_within("candao", "candado", 1));
        assert!(is_within("", "a", 1));
        assert!(!is_within("cola", "hilo", 2));
        assert!(!is_within("lock", "bloqueo", 2));
    }
}
