-- What an import needs to be taken back: rows know the import they came with, and rows that it
-- changed or removed are kept as they were, as JSON, as long as it is among the last ones.
ALTER TABLE org ADD COLUMN import_id INTEGER;
ALTER TABLE term ADD COLUMN import_id INTEGER;
ALTER TABLE subject ADD COLUMN import_id INTEGER;
ALTER TABLE person ADD COLUMN import_id INTEGER;
ALTER TABLE role ADD COLUMN import_id INTEGER;
ALTER TABLE guardianship ADD COLUMN import_id INTEGER;
ALTER TABLE class ADD COLUMN import_id INTEGER;
ALTER TABLE enrolment ADD COLUMN import_id INTEGER;

-- Eighteen bits of the id and forty-six of the content: an import that finds the sum of each
-- bucket of ids unchanged does not look at its rows.
ALTER TABLE enrolment ADD COLUMN digest INTEGER;

CREATE INDEX enrolment_by_hand ON enrolment (by_hand) WHERE by_hand IS NOT NULL;
CREATE INDEX enrolment_ended_by_hand ON enrolment (ended_by_hand) WHERE ended_by_hand IS NOT NULL;

CREATE TABLE import_row (
    import_id INTEGER NOT NULL REFERENCES import (id),
    kind TEXT NOT NULL,
    id INTEGER NOT NULL,
    other_id INTEGER NOT NULL DEFAULT 0,
    before TEXT,
    PRIMARY KEY (import_id, kind, id, other_id)
) WITHOUT ROWID;
