SELECT chat_id AS "chat_id!: i64", with_id AS "with_id!: i64" FROM (
    SELECT chat_id, other_id AS with_id FROM dialogue WHERE one_id = $1
    UNION ALL
    SELECT chat_id, one_id FROM dialogue WHERE other_id = $1
) ORDER BY chat_id
