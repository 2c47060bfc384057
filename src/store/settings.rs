//! What a server has set.

use super::{Store, StoreError, sessions::rule_name};
use crate::domain::event::{AdvanceRule, Patience};

/// What a server has set; what it has not is as by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Nothing: each course's own.
    pub rule: Option<AdvanceRule>,
    pub patience: Patience,
}

impl Store {
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn settings(&self, guild: i64) -> Result<Settings, StoreError> {
        let row = sqlx::query!(
            "SELECT advance_rule, remind_minutes, wait_minutes FROM guild_settings WHERE guild_id = $1",
            guild
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map_or_else(Settings::default, |row| Settings {
            rule: row.advance_rule.as_deref().map(rule_of),
            patience: Patience {
                remind_minutes: row.remind_minutes.unsigned_abs(),
                wait_minutes: row.wait_minutes.unsigned_abs(),
            },
        }))
    }

    /// Keeps what a server sets.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when the wait is not longer than the time to the reminder.
    pub async fn set(&self, guild: i64, settings: Settings) -> Result<(), StoreError> {
        let minutes = |minutes: u16| i16::try_from(minutes).unwrap_or(i16::MAX);
        sqlx::query!(
            r#"
            INSERT INTO guild_settings (guild_id, advance_rule, remind_minutes, wait_minutes)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (guild_id) DO UPDATE SET
                advance_rule = excluded.advance_rule,
                remind_minutes = excluded.remind_minutes,
                wait_minutes = excluded.wait_minutes,
                updated_at = now()
            "#,
            guild,
            settings.rule.map(rule_name),
            minutes(settings.patience.remind_minutes),
            minutes(settings.patience.wait_minutes),
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}

pub(super) fn rule_of(name: &str) -> AdvanceRule {
    match name {
        "majority" => AdvanceRule::Majority,
        "host" => AdvanceRule::Host,
        _ => AdvanceRule::All,
    }
}
