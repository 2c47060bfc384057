-- Why: a session is its events. They are only ever added, numbered without gaps within their
-- session, and the number is part of the key: of two writers who decided on the same state, the
-- second one collides, reads again and decides again. No event carries a learner's words.

CREATE TABLE guild_settings (
    guild_id bigint PRIMARY KEY,
    advance_rule text NOT NULL DEFAULT 'all' CHECK (advance_rule IN ('all', 'majority', 'host')),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE guild_settings IS 'What a server has set; a server without a row has the defaults.';

CREATE TABLE sessions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id bigint NOT NULL,
    channel_id bigint NOT NULL,
    opens_thread boolean NOT NULL,
    venue_id bigint,
    course_id text NOT NULL,
    course_version text NOT NULL,
    language text NOT NULL,
    host_id bigint NOT NULL,
    host_name text NOT NULL,
    advance_rule text NOT NULL CHECK (advance_rule IN ('all', 'majority', 'host')),
    status text NOT NULL CHECK (status IN ('lobby', 'topic', 'closing', 'ended')),
    current_topic text,
    opened_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at timestamptz,
    end_reason text CHECK (end_reason IN ('completed', 'closed', 'abandoned')),
    CHECK ((status = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);

COMMENT ON TABLE sessions IS 'One row a session, kept in step with its events for people who query.';
COMMENT ON COLUMN sessions.channel_id IS 'Where /empezar was called.';
COMMENT ON COLUMN sessions.opens_thread IS 'Whether the session is to open a thread of its own.';
COMMENT ON COLUMN sessions.venue_id IS 'Where the session goes on: its thread, or the channel itself; empty until it is known.';

-- One session at a time in a channel.
CREATE UNIQUE INDEX sessions_one_open_per_channel ON sessions (channel_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_open_venue ON sessions (venue_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_guild ON sessions (guild_id, opened_at DESC);

CREATE TABLE session_events (
    session_id bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
    seq bigint NOT NULL CHECK (seq > 0),
    at timestamptz NOT NULL,
    actor text NOT NULL,
    event jsonb NOT NULL CHECK (NOT event ? 'text'),
    type text NOT NULL GENERATED ALWAYS AS (event ->> 'type') STORED,
    PRIMARY KEY (session_id, seq)
);

COMMENT ON TABLE session_events IS 'What happened, append-only; docs/architecture.md names the events.';
