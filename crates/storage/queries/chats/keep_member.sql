INSERT INTO membership (chat_id, person_id, role, reasons, since) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (chat_id, person_id) DO UPDATE SET role = excluded.role, reasons = excluded.reasons
