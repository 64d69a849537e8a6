SELECT DISTINCT trim(p.family || ' ' || p.given || ' ' || p.middle) AS name
FROM u_new n JOIN account a ON a.person_id = n.id JOIN session s ON s.account_id = a.id JOIN person p ON p.id = n.id
WHERE s.ended_at IS NULL AND s.expires_at > (SELECT at FROM how)
ORDER BY name
