-- What the administrator changed by hand. The next import neither undoes it nor takes it for its
-- own: imported rows are only marked, added rows are marked as added.
CREATE TABLE hand_change (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES org (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('transfer', 'left', 'guardian', 'no_guardian')),
    -- The class that a pupil was moved to.
    class_id INTEGER REFERENCES class (id),
    -- The child of a guardian who was added or taken away.
    child_id INTEGER REFERENCES person (id),
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    by_id INTEGER NOT NULL REFERENCES person (id),
    -- Taken back by hand, or the data came to say the same.
    ended_at INTEGER
);
CREATE INDEX hand_change_org ON hand_change (org_id) WHERE ended_at IS NULL;
CREATE INDEX hand_change_person ON hand_change (person_id) WHERE ended_at IS NULL;

-- An imported person, enrolment or guardianship that no longer holds, though the data says so.
ALTER TABLE person ADD COLUMN left_by_hand INTEGER REFERENCES hand_change (id);
ALTER TABLE enrolment ADD COLUMN ended_by_hand INTEGER REFERENCES hand_change (id);
ALTER TABLE guardianship ADD COLUMN ended_by_hand INTEGER REFERENCES hand_change (id);

-- An enrolment or guardianship that the data does not know.
ALTER TABLE enrolment ADD COLUMN by_hand INTEGER REFERENCES hand_change (id);
ALTER TABLE guardianship ADD COLUMN by_hand INTEGER REFERENCES hand_change (id);
