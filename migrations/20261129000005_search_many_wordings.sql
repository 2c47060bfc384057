-- Why: comparing the letters of a doubt with those of every wording made the search of a course with
-- thousands of wordings slow. Letters are compared where the words are nearest; with all wordings only
-- when hardly any shares a word, as with a doubt that is misspelt throughout.

CREATE OR REPLACE FUNCTION near_doubts(hash text, any_of text, plain text, most integer)
    RETURNS TABLE (topic smallint, doubt smallint)
    LANGUAGE sql STABLE
    SET search_path FROM CURRENT
AS $$
    WITH by_words AS MATERIALIZED (
        SELECT w.topic, w.doubt, w.plain, ts_rank(w.search, words, 1) AS rank
        FROM course_wordings w, to_tsquery('tertulia_spanish', any_of) AS words
        WHERE w.course_hash = hash AND w.search @@ words
        ORDER BY rank DESC
        LIMIT 12 * most
    ), by_letters AS (
        SELECT w.topic, w.doubt, w.plain, 0.0::real AS rank
        FROM course_wordings w
        WHERE (SELECT count(*) FROM by_words) < most
            AND w.course_hash = hash AND w.plain % near_doubts.plain
    )
    SELECT near.topic, near.doubt
    FROM (SELECT * FROM by_words UNION ALL SELECT * FROM by_letters) near
    GROUP BY near.topic, near.doubt
    ORDER BY max(near.rank + similarity(near.plain, near_doubts.plain)) DESC, near.topic, near.doubt
    LIMIT most
$$;
