SELECT
    (SELECT count(*) FROM org WHERE source_id = h.source AND kind = 'school' AND (h.own IS NULL OR id = h.own)),
    (SELECT count(*) FROM class WHERE source_id = h.source AND kind = 'class' AND active = 1 AND (h.own IS NULL OR org_id = h.own)),
    (SELECT count(*) FROM class WHERE source_id = h.source AND kind = 'group' AND active = 1 AND (h.own IS NULL OR org_id = h.own)),
    (SELECT count(*) FROM person p WHERE p.source_id = h.source AND p.active = 1
        AND (h.own IS NULL OR EXISTS (SELECT 1 FROM role r WHERE r.person_id = p.id AND r.org_id = h.own)))
FROM how h
