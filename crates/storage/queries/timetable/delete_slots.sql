DELETE FROM slot WHERE org_id = $1
