-- Why: a doubt goes on after it was asked. Its asker may keep their name from the group, others may have
-- the same doubt, in words of their own or by a button, and an answer to one of them is an answer to all.

ALTER TABLE questions
    ADD COLUMN anonymous boolean NOT NULL DEFAULT false,
    ADD COLUMN same_as text;

COMMENT ON COLUMN questions.anonymous IS 'Whether the group is not to learn who asked; moderators are.';
COMMENT ON COLUMN questions.same_as IS 'The doubt of another learner that asks the same, as the program found or a moderator said; empty for the first of them.';

CREATE TABLE question_joins (
    session_id bigint NOT NULL,
    question_id text NOT NULL,
    person_id bigint NOT NULL,
    joined_at timestamptz NOT NULL,
    PRIMARY KEY (session_id, question_id, person_id),
    FOREIGN KEY (session_id, question_id) REFERENCES questions ON DELETE CASCADE,
    FOREIGN KEY (session_id, person_id) REFERENCES participants (session_id, person_id)
);

COMMENT ON TABLE question_joins IS 'Who has a doubt that somebody else asked, and said so with a button: it has no words of theirs.';

CREATE INDEX question_joins_by_person ON question_joins (person_id);

ALTER TABLE answers
    ADD COLUMN shared_question text,
    ADD COLUMN shared_number integer,
    ADD CHECK ((shared_question IS NULL) = (shared_number IS NULL));

COMMENT ON COLUMN answers.shared_question IS 'With shared_number the answer that this one repeats, given to another doubt that asks the same; empty for one that was given here.';
