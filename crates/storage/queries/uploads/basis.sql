SELECT
    (SELECT COALESCE(MAX(i.id), 0) FROM import AS i JOIN org AS o ON o.source_id = i.source_id OR o.id = i.org_id WHERE o.id = ?1)
    || '.' || (SELECT COUNT(*) FROM import AS i JOIN org AS o ON o.source_id = i.source_id OR o.id = i.org_id WHERE o.id = ?1 AND i.undone_at IS NOT NULL)
    || '.' || (SELECT COALESCE(MAX(h.id), 0) FROM hand_change AS h WHERE h.org_id = ?1)
    || '.' || (SELECT COUNT(*) FROM hand_change AS h WHERE h.org_id = ?1 AND h.ended_at IS NOT NULL)
    AS "basis!: String"
