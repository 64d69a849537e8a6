SELECT external_id, kind, title, starts, ends FROM term WHERE source_id = $1
