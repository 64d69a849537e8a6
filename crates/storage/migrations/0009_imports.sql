-- The history of imports: who, with which file, for which school, and whether it was taken back.
ALTER TABLE import ADD COLUMN org_id INTEGER REFERENCES org (id);
ALTER TABLE import ADD COLUMN by_id INTEGER REFERENCES person (id);
ALTER TABLE import ADD COLUMN by_name TEXT;
ALTER TABLE import ADD COLUMN file TEXT NOT NULL DEFAULT '';
ALTER TABLE import ADD COLUMN undone_at INTEGER;
ALTER TABLE import ADD COLUMN undone_by TEXT;
-- Whether what was there before is kept (it is not for imports of earlier versions).
ALTER TABLE import ADD COLUMN revertible INTEGER NOT NULL DEFAULT 0;
CREATE INDEX import_source ON import (source_id, id);

-- What was decided where the data leaves it open, so that the next import does not ask again.
CREATE TABLE import_choice (
    source_id INTEGER NOT NULL REFERENCES source (id),
    key TEXT NOT NULL,
    option TEXT NOT NULL,
    PRIMARY KEY (source_id, key)
) WITHOUT ROWID;
