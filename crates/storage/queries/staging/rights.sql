-- Roles with rights over others (`Role::RULING`) that an import gave (1) or took (0). A row that was
-- written anew with the same role of the same person took and gave nothing.
WITH before AS (
    SELECT before ->> 2 AS person, before ->> 3 AS org, before ->> 4 AS role
    FROM import_row WHERE import_id = $1 AND kind = 'role'
        AND before ->> 4 IN (SELECT value FROM json_each($2))
), after AS (
    SELECT r.person_id AS person, r.org_id AS org, r.role FROM role r
    WHERE r.role IN (SELECT value FROM json_each($2)) AND (r.import_id = $1
        OR r.id IN (SELECT id FROM import_row WHERE import_id = $1 AND kind = 'role'))
)
SELECT org, person, role, 1 AS given FROM (SELECT * FROM after EXCEPT SELECT * FROM before)
UNION ALL
SELECT b.org, b.person, b.role, 0 FROM (SELECT * FROM before EXCEPT SELECT * FROM after) b
WHERE NOT EXISTS (SELECT 1 FROM role r WHERE r.person_id = b.person AND r.org_id = b.org AND r.role = b.role)
ORDER BY 1, 2, 3, 4
