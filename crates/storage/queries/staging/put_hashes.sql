UPDATE n_user SET hash = j.value ->> 1 FROM json_each($1) j WHERE n_user.id = j.value ->> 0
