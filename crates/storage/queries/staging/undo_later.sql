SELECT id, at, file FROM import
WHERE id > (SELECT import FROM how) AND undone_at IS NULL AND source_id = (SELECT source FROM how)
    AND ((SELECT own FROM how) IS NULL OR org_id IS NULL OR org_id = (SELECT own FROM how))
    -- A week depends on no later roster.
    AND (kind = 'timetable' OR (SELECT kind FROM import WHERE id = (SELECT import FROM how)) = 'roster')
ORDER BY id
