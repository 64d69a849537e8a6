SELECT (SELECT coalesce(max(id), 0) FROM import) || ' ' || (SELECT count(undone_at) FROM import) || ' '
    || (SELECT coalesce(max(id), 0) || ' ' || count(ended_at) FROM hand_change)
