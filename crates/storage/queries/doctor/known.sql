SELECT m.id AS "id!", m.link_id AS "link!", m.kind AS "kind!", m.state AS "state!",
    m.right_id AS "right_id?",
    EXISTS (SELECT 1 FROM repair r WHERE r.misfit_id = m.id AND r.state = 'started'
        AND r.started_at > $2) AS "mending!: i64"
FROM json_each($1) s
JOIN link l ON l.person_id = s.value AND l.ended_at IS NULL
JOIN misfit m ON m.link_id = l.id
