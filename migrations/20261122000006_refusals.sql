-- Why: a thread can be deleted, locked or archived, and permissions can be taken away, while a session
-- goes on there. Its session then moves to the channel above, once; what was posted in the thread
-- counts as not posted. A session whose channel itself takes no posts stands still, and the row
-- says what is wrong, so that everybody who presses a button can be told what to do.

ALTER TABLE sessions
    ADD COLUMN moves integer NOT NULL DEFAULT 0,
    ADD COLUMN left_venue_id bigint,
    ADD COLUMN left_because text,
    ADD COLUMN trouble text;

COMMENT ON COLUMN sessions.moves IS 'How often the session moved. Part of the nonces: Discord knows one per author, not per channel.';
COMMENT ON COLUMN sessions.left_venue_id IS 'The thread that the session had to leave; buttons and commands there still find it.';
COMMENT ON COLUMN sessions.left_because IS 'What was wrong with that thread.';
COMMENT ON COLUMN sessions.trouble IS 'Why Discord takes no posts where the session is; empty again with the next post that it takes.';

CREATE INDEX sessions_left_venue ON sessions (left_venue_id)
    WHERE ended_at IS NULL AND left_venue_id IS NOT NULL;
