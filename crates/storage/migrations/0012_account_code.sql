-- One-time codes: printed on a card or sent, each good for setting a password once. An account has
-- one of each purpose; a new one takes the place of the old. Only a keyed hash is kept.
CREATE TABLE account_code (
    account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('first', 'reset')),
    hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    -- Who printed it; nobody for one that was asked for at the door.
    made_by INTEGER REFERENCES person (id),
    -- Where it was sent, so that the school can tell; empty for a card.
    sent_to TEXT NOT NULL,
    PRIMARY KEY (account_id, purpose)
) WITHOUT ROWID;
