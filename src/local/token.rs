//! Tokens with the shape of Discord's: the first part of a bot token is its application's id.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A bot token. It opens this local Discord and nothing else.
pub(super) fn for_application(id: u64) -> String {
    format!(
        "{}.local.{}",
        encode(&id.to_string()),
        "not-a-secret-it-opens-only-this-server"
    )
}

/// An interaction token.
pub(super) fn for_interaction(id: u64) -> String {
    encode(&format!("interaction:{id}:local"))
}

/// Base64 with the alphabet for URLs, without padding.
fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let byte = |index: usize| u32::from(*chunk.get(index).unwrap_or(&0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..=chunk.len() {
            let index = (bits >> (18 - 6 * place)) & 63;
            encoded.push(char::from(ALPHABET[index as usize]));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_three_parts_and_start_with_the_application_id() {
        assert_eq!(encode("123456"), "MTIzNDU2");
        assert_eq!(encode("1234"), "MTIzNA");
        let token = for_application(1234);
        assert!(token.starts_with("MTIzNA."));
        assert_eq!(token.split('.').count(), 3);
    }
}
