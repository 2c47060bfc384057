-- Why: a session goes on with the course that it began with, whatever becomes of the files, and a
-- server may have courses of its own. A course's content never changes: it is known by its hash, kept
-- once for all sessions and servers, and never updated.

CREATE TABLE courses (
    hash text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    course_id text NOT NULL,
    version text NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    content jsonb NOT NULL,
    stored_at timestamptz NOT NULL
);

COMMENT ON TABLE courses IS 'The contents of courses that a session or a server has used, as they were.';
COMMENT ON COLUMN courses.hash IS 'SHA-256 of the course as JSON.';
COMMENT ON COLUMN courses.content IS 'The whole course with its example files, as src/domain/course.rs has it.';

ALTER TABLE sessions ADD COLUMN course_hash text REFERENCES courses;

COMMENT ON COLUMN sessions.course_hash IS 'The content that it goes through; empty for sessions from before: the installed course.';

CREATE TABLE guild_courses (
    guild_id bigint NOT NULL,
    course_id text NOT NULL,
    hash text NOT NULL REFERENCES courses,
    uploaded_by bigint NOT NULL,
    uploaded_at timestamptz NOT NULL,
    retired_at timestamptz,
    PRIMARY KEY (guild_id, course_id)
);

COMMENT ON TABLE guild_courses IS 'A server''s own courses; one hides the installed course of its id there.';
COMMENT ON COLUMN guild_courses.retired_at IS 'Since when it is offered no longer; running sessions go on.';
