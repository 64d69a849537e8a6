UPDATE chat SET last_seq = n.value ->> 'seq' FROM json_each($1) n WHERE chat.id = n.value ->> 'chat'
