//! What a server has set.

use super::{Store, StoreError, sessions::rule_name};
use crate::domain::event::{AdvanceRule, Patience};

/// What a server has set; what it has not is as by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Nothing: each course's own.
    pub rule: Option<AdvanceRule>,
    pub patience: Patience,
    /// Discord's id of the channel where each report is posted besides the session's own place.
    pub report_channel: Option<i64>,
    /// IANA name; nothing: UTC.
    pub time_zone: Option<String>,
}

impl Store {
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn settings(&self, guild: i64) -> Result<Settings, StoreError> {
        let row = sqlx::query!(
            r#"
            SELECT advance_rule, remind_minutes, wait_minutes, report_channel_id, time_zone
            FROM guild_settings
            WHERE guild_id = $1
            "#,
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
            report_channel: row.report_channel_id,
            time_zone: row.time_zone,
        }))
    }

    /// Keeps what a server sets.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when the wait is not longer than the time to the reminder.
    pub async fn set(&self, guild: i64, settings: &Settings) -> Result<(), StoreError> {
        let minutes = |minutes: u16| i16::try_from(minutes).unwrap_or(i16::MAX);
        sqlx::query!(
            r#"
            INSERT INTO guild_settings (
                guild_id, advance_rule, remind_minutes, wait_minutes, report_channel_id, time_zone
            )
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (guild_id) DO UPDATE SET
                advance_rule = excluded.advance_rule,
                remind_minutes = excluded.remind_minutes,
                wait_minutes = excluded.wait_minutes,
                report_channel_id = excluded.report_channel_id,
                time_zone = excluded.time_zone,
                updated_at = now()
            "#,
            guild,
            settings.rule.map(rule_name),
            minutes(settings.patience.remind_minutes),
            minutes(settings.patience.wait_minutes),
            settings.report_channel,
            settings.time_zone,
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
