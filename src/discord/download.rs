//! Fetching what somebody attached to a command.

use std::time::Duration;

use poise::serenity_prelude as serenity;
use reqwest::{Client, Url, redirect};

/// How long a download may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Where Discord keeps attachments.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// Fetches from Discord alone; cheap to clone.
#[derive(Clone, Debug)]
pub struct Downloads {
    client: Client,
    /// Another Discord than the real one, which keeps its attachments itself.
    other: Option<Url>,
}

/// Why a file could not be fetched.
#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    #[error("it is larger than it may be")]
    TooLarge,
    #[error("it does not lie with Discord")]
    Elsewhere,
    #[error("Discord answers {0}")]
    Status(reqwest::StatusCode),
    /// Without the address, which is a key to the file.
    #[error("{0}")]
    Failed(reqwest::Error),
}

impl From<reqwest::Error> for DownloadError {
    fn from(error: reqwest::Error) -> Self {
        Self::Failed(error.without_url())
    }
}

impl Downloads {
    /// `api_url` is the REST base, where it is not Discord's own.
    pub fn new(api_url: Option<&str>) -> reqwest::Result<Self> {
        // A redirect could lead anywhere.
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(redirect::Policy::none())
            .build()?;
        let other = api_url.and_then(|url| Url::parse(url).ok());
        Ok(Self { client, other })
    }

    /// The bytes of a file, `limit` at most, whatever Discord or the file's address says of its size.
    pub async fn fetch(
        &self,
        file: &serenity::Attachment,
        limit: usize,
    ) -> Result<Vec<u8>, DownloadError> {
        let said = usize::try_from(file.size).unwrap_or(usize::MAX);
        if said > limit {
            return Err(DownloadError::TooLarge);
        }
        let url = Url::parse(&file.url).map_err(|_| DownloadError::Elsewhere)?;
        if !self.is_discord(&url) {
            return Err(DownloadError::Elsewhere);
        }
        let mut response = self.client.get(url).send().await?;
        if !response.status().is_success() {
            return Err(DownloadError::Status(response.status()));
        }
        let mut bytes = Vec::with_capacity(said);
        while let Some(chunk) = response.chunk().await? {
            if bytes.len() + chunk.len() > limit {
                return Err(DownloadError::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }

    fn is_discord(&self, url: &Url) -> bool {
        let is_cdn = url.scheme() == "https"
            && url.host_str().is_some_and(|host| HOSTS.contains(&host))
            && url.port().is_none();
        let other = self.other.as_ref();
        is_cdn || other.is_some_and(|other| other.origin() == url.origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_fetched_from_discord_alone() {
        let real = Downloads::new(None).expect("a client");
        let local = Downloads::new(Some("http://127.0.0.1:9000")).expect("a client");
        let allowed = |downloads: &Downloads, url: &str| {
            downloads.is_discord(&Url::parse(url).expect("an address"))
        };
        let cdn = "https://cdn.discordapp.com/ephemeral-attachments/1/2/curso.zip?ex=1";
        assert!(allowed(&real, cdn));
        assert!(allowed(&local, cdn));
        assert!(allowed(
            &local,
            "http://127.0.0.1:9000/ephemeral-attachments/1/2/a.md"
        ));
        for url in [
            "http://cdn.discordapp.com/1/2/curso.zip",
            "https://cdn.discordapp.com:8443/1/2/curso.zip",
            "https://cdn.discordapp.com.example.org/1/2/curso.zip",
            "https://cdn.discordapp.com@example.org/1/2/curso.zip",
            "http://127.0.0.1:5432/",
            "http://169.254.169.254/latest/meta-data",
            "file:///etc/passwd",
        ] {
            assert!(!allowed(&real, url), "{url}");
            assert!(!allowed(&local, url), "{url}");
        }
    }
}
