-- Why: learners may show the group their own solution of an exercise. What they wrote lies here and
-- nowhere else, as with their doubts, so that one learner can be erased. A learner may share more
-- than one solution of an exercise; `number` counts the session's.

CREATE TABLE solutions (
    session_id bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
    number integer NOT NULL CHECK (number > 0),
    author_id bigint NOT NULL,
    topic_id text NOT NULL,
    text text NOT NULL,
    origin text NOT NULL UNIQUE,
    shared_at timestamptz NOT NULL,
    PRIMARY KEY (session_id, number),
    FOREIGN KEY (session_id, author_id) REFERENCES participants (session_id, person_id)
);

COMMENT ON TABLE solutions IS 'Every solution of an exercise that a learner shared, as the learner wrote it.';
COMMENT ON COLUMN solutions.origin IS 'The interaction that carried it: what arrives twice is recorded once.';

CREATE INDEX solutions_by_author ON solutions (author_id, shared_at);
