SELECT
    (SELECT count(*) FROM d_org) + (SELECT count(*) FROM d_term) + (SELECT count(*) FROM d_subject) + (SELECT count(*) FROM d_user)
        + (SELECT count(*) FROM d_role) + (SELECT count(*) FROM d_pair) + (SELECT count(*) FROM d_class) + (SELECT count(*) FROM d_enrolment)
        + (SELECT count(*) FROM role WHERE source_id = (SELECT source FROM how) AND external_id >= 'guardian:' AND external_id < 'guardian;'
            AND import_id = $1),
    (SELECT count(*) FROM gone_person) + (SELECT count(*) FROM gone_role) + (SELECT count(*) FROM gone_pair)
        + (SELECT count(*) FROM gone_class) + (SELECT count(*) FROM gone_enrolment),
    (SELECT count(*) FROM d_user WHERE fresh = 1), (SELECT count(*) FROM leaver),
    (SELECT count(*) FROM leaver WHERE linked OR signed_in), (SELECT count(*) FROM d_user WHERE fresh = 0),
    (SELECT count(*) FROM h_ended), (SELECT coalesce(max(id), 0) FROM chat)
