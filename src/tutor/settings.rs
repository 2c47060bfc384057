//! Which server and which model the tutor is.

use reqwest_of_openai::{Url, header::HeaderValue};
use secrecy::{ExposeSecret, SecretString};

/// How to reach an OpenAI-compatible server. Debug output does not show the key.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Ends before `/chat/completions`, as in `http://127.0.0.1:8080/v1`.
    pub base_url: String,
    pub model: String,
    /// Empty for a server that wants none.
    pub api_key: SecretString,
}

/// Why the settings are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    #[error("TUTOR_BASE_URL is set and TUTOR_MODEL is not")]
    NoModel,
    #[error("TUTOR_MODEL is set and TUTOR_BASE_URL is not")]
    NoAddress,
    #[error("TUTOR_BASE_URL is not an http or https address")]
    Address,
    #[error("TUTOR_API_KEY has characters that no key has")]
    Key,
}

impl Settings {
    /// Nothing without address and model: then there is no tutor. A key alone is no mistake.
    ///
    /// # Errors
    /// [`SettingsError`] when one of the two is missing, or what is there cannot be used.
    pub fn read(
        base_url: Option<String>,
        model: Option<String>,
        api_key: Option<String>,
    ) -> Result<Option<Self>, SettingsError> {
        let (base_url, model) = match (base_url, model) {
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(SettingsError::NoModel),
            (None, Some(_)) => return Err(SettingsError::NoAddress),
            (Some(base_url), Some(model)) => (base_url, model),
        };
        let url = Url::parse(&base_url).map_err(|_| SettingsError::Address)?;
        let plain = url.query().is_none() && url.fragment().is_none();
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() || !plain {
            return Err(SettingsError::Address);
        }
        let settings = Self {
            base_url: base_url.trim_end_matches('/').to_owned(),
            model,
            api_key: api_key.unwrap_or_default().into(),
        };
        settings.authorization().map_err(|_| SettingsError::Key)?;
        Ok(Some(settings))
    }

    /// What shows the server that it may answer; nothing without a key.
    pub(super) fn authorization(
        &self,
    ) -> Result<Option<HeaderValue>, reqwest_of_openai::header::InvalidHeaderValue> {
        let key = self.api_key.expose_secret();
        if key.is_empty() {
            return Ok(None);
        }
        let mut value = HeaderValue::from_str(&format!("Bearer {key}"))?;
        value.set_sensitive(true);
        Ok(Some(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(base_url: &str, model: &str, api_key: &str) -> Result<Option<Settings>, SettingsError> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Settings::read(given(base_url), given(model), given(api_key))
    }

    #[test]
    fn address_and_model_go_together() {
        assert!(read("", "", "").expect("no mistake").is_none());
        assert!(read("", "", "key").expect("no mistake").is_none());
        assert_eq!(
            read("http://127.0.0.1:8080/v1", "", "").err(),
            Some(SettingsError::NoModel)
        );
        assert_eq!(read("", "small", "").err(), Some(SettingsError::NoAddress));
        let settings = read("https://example.org/v1/", "small", "key");
        let settings = settings.expect("no mistake").expect("a tutor");
        assert_eq!(settings.base_url, "https://example.org/v1");
    }

    #[test]
    fn what_is_no_address_is_told() {
        for address in [
            "127.0.0.1:8080/v1",
            "localhost:8080",
            "ftp://example.org/v1",
            "http://",
            "https://example.org/v1?key=1",
        ] {
            let read = read(address, "small", "");
            assert_eq!(read.err(), Some(SettingsError::Address), "{address}");
        }
    }

    #[test]
    fn the_key_is_never_shown() {
        let settings = read("https://example.org/v1", "small", "sk-very-secret");
        let settings = settings.expect("no mistake").expect("a tutor");
        assert!(!format!("{settings:?}").contains("secret"), "{settings:?}");
        let header = settings.authorization().expect("a header").expect("a key");
        assert!(!format!("{header:?}").contains("secret"), "{header:?}");
        let broken = read("https://example.org/v1", "small", "sk-\n");
        assert_eq!(broken.err(), Some(SettingsError::Key));
    }
}
