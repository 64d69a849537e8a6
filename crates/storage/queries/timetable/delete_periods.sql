DELETE FROM period WHERE org_id = $1
