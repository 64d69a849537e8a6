-- Finding people while their name is typed. The tokenizer knows upper and lower case of all
-- alphabets, which lower() does not; 'scope' holds a word for each organisation, so that a search
-- never leaves one school, and costs by its size rather than by the database's.
CREATE VIRTUAL TABLE person_search USING fts5 (
    scope, words,
    content = '', contentless_delete = 1, detail = column, prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 0'
);

-- What somebody is found by. A hyphenated class is found without its hyphen too.
CREATE VIEW person_words AS
SELECT p.id,
    (SELECT group_concat('org' || r.org_id, ' ')
        FROM (SELECT DISTINCT org_id FROM role WHERE person_id = p.id) r) AS scope,
    replace(replace(
        p.family || ' ' || p.given || ' ' || p.middle || ' '
        || coalesce((SELECT a.login FROM account a WHERE a.person_id = p.id), '') || ' '
        || coalesce((
            SELECT group_concat(c.name || ' ' || replace(c.name, '-', ''), ' ')
            FROM enrolment e JOIN class c ON c.id = e.class_id
            WHERE e.person_id = p.id AND c.kind = 'class' AND c.active = 1
                AND e.ended_by_hand IS NULL
        ), ''),
        'ё', 'е'), 'Ё', 'Е') AS words
FROM person p;

INSERT INTO person_search (rowid, scope, words) SELECT id, scope, words FROM person_words;

-- A person without a role is in no school's search, so the role comes first or the name changes.
CREATE TRIGGER person_search_name AFTER UPDATE OF family, given, middle ON person
WHEN old.family <> new.family OR old.given <> new.given OR old.middle <> new.middle
BEGIN
    DELETE FROM person_search WHERE rowid = new.id;
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words WHERE id = new.id;
END;

CREATE TRIGGER person_search_login AFTER UPDATE OF login ON account WHEN old.login <> new.login
BEGIN
    DELETE FROM person_search WHERE rowid = new.person_id;
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words WHERE id = new.person_id;
END;

CREATE TRIGGER person_search_role_added AFTER INSERT ON role
BEGIN
    DELETE FROM person_search WHERE rowid = new.person_id;
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words WHERE id = new.person_id;
END;

CREATE TRIGGER person_search_role_moved AFTER UPDATE OF person_id, org_id ON role
WHEN old.person_id <> new.person_id OR old.org_id <> new.org_id
BEGIN
    DELETE FROM person_search WHERE rowid IN (old.person_id, new.person_id);
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words WHERE id IN (old.person_id, new.person_id);
END;

CREATE TRIGGER person_search_role_dropped AFTER DELETE ON role
BEGIN
    DELETE FROM person_search WHERE rowid = old.person_id;
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words WHERE id = old.person_id;
END;

-- Study groups are many and nobody is looked for by them.
CREATE TRIGGER person_search_class_joined AFTER INSERT ON enrolment
WHEN (SELECT kind FROM class WHERE id = new.class_id) = 'class'
BEGIN
    DELETE FROM person_search WHERE rowid = new.person_id;
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words WHERE id = new.person_id;
END;

CREATE TRIGGER person_search_class_moved AFTER UPDATE OF person_id, class_id, ended_by_hand ON enrolment
WHEN EXISTS (SELECT 1 FROM class WHERE id IN (old.class_id, new.class_id) AND kind = 'class')
    AND (old.person_id <> new.person_id OR old.class_id <> new.class_id
        OR old.ended_by_hand IS NOT new.ended_by_hand)
BEGIN
    DELETE FROM person_search WHERE rowid IN (old.person_id, new.person_id);
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words WHERE id IN (old.person_id, new.person_id);
END;

CREATE TRIGGER person_search_class_left AFTER DELETE ON enrolment
WHEN (SELECT kind FROM class WHERE id = old.class_id) = 'class'
BEGIN
    DELETE FROM person_search WHERE rowid = old.person_id;
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words WHERE id = old.person_id;
END;

CREATE TRIGGER person_search_class_named AFTER UPDATE OF name, active ON class
WHEN new.kind = 'class' AND (old.name <> new.name OR old.active <> new.active)
BEGIN
    DELETE FROM person_search WHERE rowid IN (SELECT person_id FROM enrolment WHERE class_id = new.id);
    INSERT INTO person_search (rowid, scope, words)
        SELECT id, scope, words FROM person_words
        WHERE id IN (SELECT person_id FROM enrolment WHERE class_id = new.id);
END;

-- When somebody last signed in: sessions are forgotten after a while.
ALTER TABLE account ADD COLUMN last_in_at INTEGER;
UPDATE account SET last_in_at = (SELECT max(created_at) FROM session WHERE account_id = account.id);
CREATE TRIGGER account_last_in AFTER INSERT ON session
BEGIN
    UPDATE account SET last_in_at = new.created_at WHERE id = new.account_id;
END;

-- A link that an administrator ended: who, why, and when the person has read of it.
ALTER TABLE link ADD COLUMN ended_by INTEGER REFERENCES person (id);
ALTER TABLE link ADD COLUMN end_text TEXT;
ALTER TABLE link ADD COLUMN end_seen_at INTEGER;
CREATE INDEX link_of_person ON link (person_id, linked_at);
