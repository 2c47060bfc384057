-- Why: the report of a session goes to the group and, where a server says so, to a channel of its own
-- as well; it tells times as the server's clocks do; and who looked at which report is on record, so
-- that learners can be told who has read about them.

ALTER TABLE guild_settings
    ADD COLUMN report_channel_id bigint,
    ADD COLUMN time_zone text;

COMMENT ON COLUMN guild_settings.report_channel_id IS 'Where each report is posted besides the session''s own place; empty: nowhere.';
COMMENT ON COLUMN guild_settings.time_zone IS 'IANA name of the zone in which reports tell times; empty: UTC.';

-- Sessions that ended before owe no copy, also when a correction makes their report anew.
INSERT INTO deliveries (session_id, key, revision, delivered_revision, owed_at)
SELECT id, 'report/copy', 1, 1, ended_at
FROM sessions
WHERE ended_at IS NOT NULL;

CREATE TABLE report_pulls (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id bigint NOT NULL,
    person_id bigint NOT NULL,
    person_name text NOT NULL,
    pulled_at timestamptz NOT NULL,
    session_id bigint REFERENCES sessions ON DELETE CASCADE,
    from_day date,
    to_day date,
    course_id text,
    format text NOT NULL CHECK (format IN ('pdf', 'png', 'md', 'json', 'csv')),
    public boolean NOT NULL,
    interaction text NOT NULL UNIQUE,
    CHECK (session_id IS NULL OR (from_day IS NULL AND to_day IS NULL AND course_id IS NULL))
);

COMMENT ON TABLE report_pulls IS 'Who asked for which report with /informe.';
COMMENT ON COLUMN report_pulls.session_id IS 'The session; empty for a summary over several, which the next three columns bound.';
COMMENT ON COLUMN report_pulls.from_day IS 'First day, on the server''s clocks; empty: without a bound, as with the other two.';
COMMENT ON COLUMN report_pulls.public IS 'Whether the group''s version was posted in the channel, instead of the moderators'' version for one.';
COMMENT ON COLUMN report_pulls.interaction IS 'What asked for it: what arrives twice is recorded once.';

CREATE INDEX report_pulls_by_guild ON report_pulls (guild_id, pulled_at DESC);
