-- Why: a doubt in a learner's own words has to find the answer that fits, among those that its course
-- prepared and those that its server accepted before. PostgreSQL finds the few that are near, with the
-- statement that reads the session; which of them is right, if any, `src/domain/doubt` decides.

-- Both are trusted extensions: who owns the database may create them, where the server has them.
DO $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(needed.name, ' and ') INTO missing
    FROM unnest(ARRAY['unaccent', 'pg_trgm']) AS needed (name)
    WHERE needed.name NOT IN (SELECT name FROM pg_available_extensions);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'this PostgreSQL server lacks %, with which Tertulia searches answers: install '
            'PostgreSQL''s contrib package where the server runs (on Debian and Ubuntu it comes with '
            '"apt install postgresql"; elsewhere it is called postgresql-contrib), and start again', missing;
    END IF;
END
$$;

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TEXT SEARCH CONFIGURATION tertulia_spanish (COPY = pg_catalog.spanish);
ALTER TEXT SEARCH CONFIGURATION tertulia_spanish
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, spanish_stem;

-- Words alone, in lower case and without accents: `p.join()` is two words here, where the parser of
-- the text search takes it for a host.
CREATE FUNCTION plain_words(words text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path FROM CURRENT
    RETURN trim(regexp_replace(lower(unaccent('unaccent', words)), '[^[:alnum:]]+', ' ', 'g'));

CREATE TABLE course_wordings (
    course_hash text NOT NULL REFERENCES courses ON DELETE CASCADE,
    topic smallint NOT NULL,
    doubt smallint NOT NULL,
    wording smallint NOT NULL,
    text text NOT NULL,
    terms text NOT NULL,
    plain text NOT NULL GENERATED ALWAYS AS (plain_words(text)) STORED,
    search tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('tertulia_spanish', plain_words(text)), 'A')
        || setweight(to_tsvector('tertulia_spanish', plain_words(terms)), 'C')
    ) STORED,
    PRIMARY KEY (course_hash, topic, doubt, wording)
);

COMMENT ON TABLE course_wordings IS 'How learners may ask each prepared doubt of a stored course; filled when the course is stored.';
COMMENT ON COLUMN course_wordings.topic IS 'Position in the course, from 0; so are doubt and wording, where 0 is the doubt''s own question.';
COMMENT ON COLUMN course_wordings.terms IS 'The words that name the doubt''s concepts: they lift a wording that uses others.';

CREATE INDEX course_wordings_search ON course_wordings USING gin (search);
CREATE INDEX course_wordings_plain ON course_wordings USING gin (plain gin_trgm_ops);

CREATE FUNCTION wordings_of(content jsonb)
    RETURNS TABLE (topic smallint, doubt smallint, wording smallint, text text, terms text)
    LANGUAGE sql IMMUTABLE STRICT
AS $$
    SELECT (t.place - 1)::smallint, (d.place - 1)::smallint, (w.place - 1)::smallint, w.text, terms.words
    FROM jsonb_array_elements(content -> 'topics') WITH ORDINALITY AS t (topic, place)
    CROSS JOIN jsonb_array_elements(t.topic -> 'doubts') WITH ORDINALITY AS d (doubt, place)
    CROSS JOIN LATERAL jsonb_array_elements_text(
        jsonb_build_array(d.doubt -> 'question') || (d.doubt -> 'variants')
    ) WITH ORDINALITY AS w (text, place)
    CROSS JOIN LATERAL (
        SELECT coalesce(string_agg(concat_ws(' ', c.concept ->> 'name', term.words), ' '), '') AS words
        FROM jsonb_array_elements(content -> 'concepts') AS c (concept)
        CROSS JOIN LATERAL (
            SELECT string_agg(term.word, ' ') AS words
            FROM jsonb_array_elements_text(c.concept -> 'terms') AS term (word)
        ) term
        WHERE d.doubt -> 'concepts' ? (c.concept ->> 'id')
    ) terms
$$;

CREATE FUNCTION keep_wordings() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $$
BEGIN
    INSERT INTO course_wordings (course_hash, topic, doubt, wording, text, terms)
    SELECT NEW.hash, w.topic, w.doubt, w.wording, w.text, w.terms FROM wordings_of(NEW.content) w;
    RETURN NULL;
END
$$;

CREATE TRIGGER keep_wordings AFTER INSERT ON courses
    FOR EACH ROW EXECUTE FUNCTION keep_wordings();

INSERT INTO course_wordings (course_hash, topic, doubt, wording, text, terms)
SELECT c.hash, w.topic, w.doubt, w.wording, w.text, w.terms FROM courses c, wordings_of(c.content) w;

CREATE TABLE accepted_answers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    guild_id bigint NOT NULL,
    course_id text NOT NULL,
    session_id bigint NOT NULL,
    question_id text NOT NULL,
    number integer NOT NULL,
    question text NOT NULL,
    answer text NOT NULL,
    topic_id text,
    concepts text[] NOT NULL,
    aspects text[] NOT NULL,
    kind text NOT NULL,
    accepted_by bigint NOT NULL,
    accepted_at timestamptz NOT NULL,
    retired_at timestamptz,
    plain text NOT NULL GENERATED ALWAYS AS (plain_words(question)) STORED,
    search tsvector NOT NULL GENERATED ALWAYS AS (
        setweight(to_tsvector('tertulia_spanish', plain_words(question)), 'A')
    ) STORED,
    UNIQUE (session_id, question_id, number),
    FOREIGN KEY (session_id, question_id, number) REFERENCES answers ON DELETE CASCADE
);

COMMENT ON TABLE accepted_answers IS 'Answers that a server''s hosts or moderators marked right: given again there to the same doubt of the same course.';
COMMENT ON COLUMN accepted_answers.number IS 'With session_id and question_id the answer that it copies: erasing those words erases the copy.';
COMMENT ON COLUMN accepted_answers.question IS 'The doubt in its asker''s words, as it is searched.';
COMMENT ON COLUMN accepted_answers.retired_at IS 'Since when it is given no longer.';

CREATE INDEX accepted_answers_course ON accepted_answers (guild_id, course_id) WHERE retired_at IS NULL;
CREATE INDEX accepted_answers_search ON accepted_answers USING gin (search);
CREATE INDEX accepted_answers_plain ON accepted_answers USING gin (plain gin_trgm_ops);

ALTER TABLE questions ADD COLUMN near text[] NOT NULL DEFAULT '{}';

COMMENT ON COLUMN questions.near IS 'The answers that were there before and were near the doubt, the nearest first: `topic/doubt` of the course, or `accepted:` and a number of accepted_answers.';

ALTER TABLE answers ADD COLUMN given text;

COMMENT ON COLUMN answers.given IS 'Which one it is, as in questions.near; empty for what a person answered to this doubt.';

-- The prepared doubts of a stored course that are nearest to a text, by its words and by its letters;
-- `any_of` and `plain` are those of `src/domain/doubt/query.rs`.
CREATE FUNCTION near_doubts(hash text, any_of text, plain text, most integer)
    RETURNS TABLE (topic smallint, doubt smallint)
    LANGUAGE sql STABLE
    SET search_path FROM CURRENT
AS $$
    SELECT w.topic, w.doubt
    FROM course_wordings w, to_tsquery('tertulia_spanish', any_of) AS words
    WHERE w.course_hash = hash AND (w.search @@ words OR w.plain % near_doubts.plain)
    GROUP BY w.topic, w.doubt
    ORDER BY max(ts_rank(w.search, words, 1) + similarity(w.plain, near_doubts.plain)) DESC, w.topic, w.doubt
    LIMIT most
$$;

-- The same among the answers that a server accepted in a course.
CREATE FUNCTION near_accepted(guild bigint, course text, any_of text, plain text, most integer)
    RETURNS SETOF accepted_answers
    LANGUAGE sql STABLE
    SET search_path FROM CURRENT
AS $$
    SELECT a.*
    FROM accepted_answers a, to_tsquery('tertulia_spanish', any_of) AS words
    WHERE a.guild_id = guild AND a.course_id = course AND a.retired_at IS NULL
        AND (a.search @@ words OR a.plain % near_accepted.plain)
    ORDER BY ts_rank(a.search, words, 1) + similarity(a.plain, near_accepted.plain) DESC, a.id
    LIMIT most
$$;
