INSERT INTO misfit (org_id, link_id, person_id, kind, right_id, evidence, found_at, state,
    changed_at, reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $7, '')
ON CONFLICT (link_id, kind) DO UPDATE SET right_id = excluded.right_id,
    evidence = excluded.evidence, found_at = excluded.found_at, state = 'open',
    changed_at = excluded.changed_at
WHERE misfit.state = 'mended'
RETURNING id AS "id!"
