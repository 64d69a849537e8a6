SELECT id AS "id!", org_id AS "org_id!", link_id AS "link_id!", person_id AS "person_id!",
    kind AS "kind!", right_id AS "right_id?", found_at AS "found_at!", state AS "state!",
    account_id AS "account_id!", profile_id AS "profile_id!",
    family AS "family!", given AS "given!", middle AS "middle!", born AS "born?", phone AS "phone?",
    profile_family AS "profile_family!", profile_given AS "profile_given!",
    profile_middle AS "profile_middle!", profile_born AS "profile_born?",
    profile_phone AS "profile_phone?", right_family AS "right_family?",
    right_given AS "right_given?", right_middle AS "right_middle?", right_phone AS "right_phone?"
FROM misfit_seen
WHERE (person_id = $1 OR right_id = $1) AND state IN ('open', 'mending')
ORDER BY id
