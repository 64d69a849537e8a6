DELETE FROM role WHERE source_id = $1 AND external_id = 'hand:' || $2 || ':' || $3 || ':guardian'
    AND NOT EXISTS (
        SELECT 1 FROM hand_change h JOIN guardianship g ON g.by_hand = h.id
        WHERE h.person_id = $2 AND h.org_id = $3 AND h.kind = 'guardian' AND h.ended_at IS NULL
    )
