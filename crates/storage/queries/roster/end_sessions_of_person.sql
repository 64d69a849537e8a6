UPDATE session SET ended_at = $3 WHERE ended_at IS NULL AND account_id IN (
    SELECT a.id FROM account a JOIN person p ON p.id = a.person_id
    WHERE p.source_id = $1 AND p.external_id = $2
)
