SELECT n.id, n.line, n.home, n.title, n.code, n.course, n.terms, n.subject, n.grade, n.room, n.stated,
    coalesce((SELECT c.name FROM n_subject c WHERE c.id = n.course),
        (SELECT s.name FROM subject s WHERE s.source_id = (SELECT source FROM how) AND s.external_id = n.course)) AS course_name,
    coalesce((SELECT h.title FROM n_class h WHERE h.id = n.stated AND h.home = 1 AND h.kind = 0),
        (SELECT c.name FROM class c WHERE c.source_id = (SELECT source FROM how) AND c.external_id = n.stated
            AND ((SELECT own FROM how) IS NULL OR c.org_id = (SELECT own FROM how))
            AND c.kind = 'class' AND c.active = 1 AND (SELECT classes FROM how) = 'delta'
            AND NOT EXISTS (SELECT 1 FROM n_class g WHERE g.id = n.stated))) AS stated_name
FROM n_class n WHERE n.org = $1 AND n.kind = 0 ORDER BY n.home DESC, n.line
