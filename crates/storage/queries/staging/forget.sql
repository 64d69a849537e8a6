-- Only the last imports can be taken back.
UPDATE import SET revertible = 0 WHERE revertible = 1 AND source_id = (SELECT source FROM how) AND kind = 'roster'
    AND id NOT IN (SELECT id FROM import WHERE source_id = (SELECT source FROM how) AND kind = 'roster'
        AND org_id IS (SELECT own FROM how) ORDER BY id DESC LIMIT 5)
    AND org_id IS (SELECT own FROM how);
DELETE FROM import_row WHERE import_id IN (SELECT id FROM import WHERE revertible = 0);
