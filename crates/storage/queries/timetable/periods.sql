SELECT number, starts, ends FROM period WHERE org_id = $1 ORDER BY number
