-- Why: everything that a learner wrote lies in these tables and nowhere else, so that moderators
-- can query it and so that one learner can be erased while the group's events still stand.

CREATE TABLE participants (
    session_id bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
    person_id bigint NOT NULL,
    display_name text NOT NULL,
    joined_at timestamptz NOT NULL,
    left_at timestamptz,
    PRIMARY KEY (session_id, person_id)
);

CREATE INDEX participants_by_person ON participants (person_id);

CREATE TABLE questions (
    session_id bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
    question_id text NOT NULL,
    asker_id bigint NOT NULL,
    topic_id text,
    text text NOT NULL,
    kind text NOT NULL,
    purpose text NOT NULL,
    concepts text[] NOT NULL,
    aspects text[] NOT NULL,
    repeats text,
    status text NOT NULL CHECK (status IN ('open', 'answered', 'resolved', 'partly')),
    origin text NOT NULL UNIQUE,
    asked_at timestamptz NOT NULL,
    closed_at timestamptz,
    PRIMARY KEY (session_id, question_id),
    FOREIGN KEY (session_id, asker_id) REFERENCES participants (session_id, person_id)
);

COMMENT ON TABLE questions IS 'Every doubt that a learner asked, in the learner''s words.';
COMMENT ON COLUMN questions.origin IS 'The interaction that carried it: what arrives twice is recorded once.';

CREATE INDEX questions_by_asker ON questions (asker_id, asked_at);

CREATE TABLE answers (
    session_id bigint NOT NULL,
    question_id text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    author_id bigint,
    source text NOT NULL CHECK (source IN ('prepared', 'accepted', 'peer', 'moderator')),
    text text NOT NULL,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (session_id, question_id, number),
    FOREIGN KEY (session_id, question_id) REFERENCES questions ON DELETE CASCADE
);

COMMENT ON COLUMN answers.author_id IS 'Empty for an answer that the course prepared.';

CREATE TABLE reflections (
    session_id bigint NOT NULL,
    person_id bigint NOT NULL,
    links text NOT NULL,
    uses text NOT NULL,
    comparison text NOT NULL,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (session_id, person_id),
    FOREIGN KEY (session_id, person_id) REFERENCES participants (session_id, person_id)
);
