INSERT INTO source (system_name, system_code) VALUES ($1, $2) RETURNING id AS "id!"
