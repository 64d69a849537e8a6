SELECT role, org_id, foremost FROM role
WHERE person_id = $1 AND (begins IS NULL OR begins <= $2) AND (ends IS NULL OR ends >= $2)
ORDER BY foremost DESC, id
