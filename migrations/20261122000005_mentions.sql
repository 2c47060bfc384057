-- Why: learners also ask by mentioning the bot in the session's channel. Discord keeps what they wrote
-- while nobody listened, and the bot reads it back. Without a mark it would read a long session from
-- its beginning after every restart, and answer again what it had turned down.

ALTER TABLE sessions ADD COLUMN mentions_read_to bigint;

COMMENT ON COLUMN sessions.mentions_read_to IS 'The message up to which the venue was read back for mentions of the bot; empty until that was done once.';
COMMENT ON COLUMN questions.origin IS 'The interaction or the message that carried it: what arrives twice is recorded once.';
