-- Why: a doubt that nothing prepared answers may go to a language model that its operator pays for.
-- What was asked is written down before it is asked, so that a process that dies over it asks at most
-- once more, and so that a learner and a server have so many a day.

ALTER TABLE answers
    DROP CONSTRAINT answers_source_check,
    ADD CONSTRAINT answers_source_check
        CHECK (source IN ('prepared', 'accepted', 'peer', 'moderator', 'tutor')),
    ADD COLUMN section text;

COMMENT ON COLUMN answers.author_id IS 'Empty for an answer that no person gave: the course prepared it, or a model.';
COMMENT ON COLUMN answers.section IS 'The part of the course that a model''s answer rests on, such as comunicacion#doubt-3.';

CREATE TABLE tutor_calls (
    session_id bigint NOT NULL,
    question_id text NOT NULL,
    guild_id bigint NOT NULL,
    asker_id bigint NOT NULL,
    called_at timestamptz NOT NULL,
    calls smallint NOT NULL,
    outcome text CHECK (outcome IN ('answered', 'declined', 'failed', 'slow', 'limited', 'late')),
    reason text,
    milliseconds integer,
    PRIMARY KEY (session_id, question_id),
    FOREIGN KEY (session_id, question_id) REFERENCES questions ON DELETE CASCADE
);

CREATE INDEX tutor_calls_by_guild ON tutor_calls (guild_id, called_at);
CREATE INDEX tutor_calls_by_asker ON tutor_calls (asker_id, called_at);

COMMENT ON TABLE tutor_calls IS 'The doubts that a model was asked, without what was asked and answered.';
COMMENT ON COLUMN tutor_calls.called_at IS 'When it was asked the last time.';
COMMENT ON COLUMN tutor_calls.calls IS 'How often it was asked: more than once where the process died over it; 0 when a limit was reached.';
COMMENT ON COLUMN tutor_calls.outcome IS 'Empty while it is asked, and where the process died over it.';
