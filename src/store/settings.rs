//! What a server has set.

use super::{Store, StoreError};
use crate::domain::event::AdvanceRule;

impl Store {
    /// The server's rule for moving on, when it has set one.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn advance_rule(&self, guild: i64) -> Result<Option<AdvanceRule>, StoreError> {
        let rule = sqlx::query_scalar!(
            "SELECT advance_rule FROM guild_settings WHERE guild_id = $1",
            guild
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(rule.map(|rule| match rule.as_str() {
            "majority" => AdvanceRule::Majority,
            "host" => AdvanceRule::Host,
            _ => AdvanceRule::All,
        }))
    }
}
