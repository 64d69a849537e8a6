-- After the rows are in: what is looked up by.
CREATE INDEX temp.n_org_id ON n_org (id);
CREATE INDEX temp.n_term_id ON n_term (id);
CREATE INDEX temp.n_subject_id ON n_subject (id);
CREATE INDEX temp.n_class_id ON n_class (id);
CREATE INDEX temp.n_class_org ON n_class (org);
CREATE INDEX temp.n_user_id ON n_user (id);
CREATE INDEX temp.n_role_id ON n_role (id);
CREATE INDEX temp.n_agent_id ON n_agent (id);
CREATE INDEX temp.n_born_id ON n_born (id);
CREATE INDEX temp.n_enrolment_id ON n_enrolment (id);
