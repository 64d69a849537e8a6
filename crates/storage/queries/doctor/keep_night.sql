INSERT INTO doctor_run (org_id, night, at) VALUES ($1, $2, $3)
ON CONFLICT (org_id) DO UPDATE SET night = excluded.night, at = excluded.at
