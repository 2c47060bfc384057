-- Why: groups are unruly. A session can be paused, its host and its learners can leave, and a server
-- says how long a group waits for somebody who does nothing. What a server has not set is the
-- course's to say, so its rule may now be empty.

ALTER TABLE guild_settings
    ALTER COLUMN advance_rule DROP NOT NULL,
    ALTER COLUMN advance_rule DROP DEFAULT,
    ADD COLUMN remind_minutes smallint NOT NULL DEFAULT 10 CHECK (remind_minutes > 0),
    ADD COLUMN wait_minutes smallint NOT NULL DEFAULT 30,
    ADD CHECK (wait_minutes > remind_minutes);

COMMENT ON COLUMN guild_settings.advance_rule IS 'When groups move on; empty: as each course says.';
COMMENT ON COLUMN guild_settings.remind_minutes IS 'After this long a learner who does nothing is called.';
COMMENT ON COLUMN guild_settings.wait_minutes IS 'After this long the group waits for that learner no longer.';

ALTER TABLE sessions ADD COLUMN paused_at timestamptz;

COMMENT ON COLUMN sessions.paused_at IS 'Since when it stands still; empty while it goes on.';
