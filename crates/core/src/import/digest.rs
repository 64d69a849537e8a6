//! Which enrolments need no look: there are a million of them in a region, and of most nothing has
//! changed since the last time.
//!
//! Ids fall into buckets. A bucket whose rows in the file have the same sum of digests as the rows
//! that are kept has the same rows.

use oneroster::{Enrollment, EnrollmentRole, Row};
use sha2::{Digest as _, Sha256};

/// Bits of a digest that say the bucket; see also `staging/compare_classes.sql`.
const BITS: u32 = 18;

/// The digest of a row: bucket below, content above.
pub(super) fn of(row: &Row<Enrollment>) -> i64 {
    let enrolment = &row.value;
    let role = match enrolment.role {
        EnrollmentRole::Student => "s",
        EnrollmentRole::Teacher => "t",
        EnrollmentRole::Other(_) => "-",
    };
    let mut hasher = Sha256::new();
    let mut part = |text: &str| {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text);
    };
    part(&row.source_id);
    part(&enrolment.class);
    part(&enrolment.user);
    part(role);
    part(if enrolment.primary { "1" } else { "0" });
    for date in [enrolment.begins, enrolment.ends] {
        part(&date.map(|date| date.to_string()).unwrap_or_default());
    }
    let content = hasher.finalize();
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&content[..8]);
    let content = u64::from_le_bytes(bytes) << BITS;
    (content | bucket(&row.source_id)).cast_signed()
}

fn bucket(id: &str) -> u64 {
    // FNV-1a: stays the same from version to version.
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) & ((1 << BITS) - 1)
}

/// Sums of digests by bucket: two megabytes, however large the file.
pub(super) struct Sums(Vec<u64>);

impl Sums {
    pub(super) fn new() -> Self {
        Self(vec![0; 1 << BITS])
    }

    /// Adds rows that are kept: digests with commas between.
    pub(super) fn add_kept(&mut self, digests: &str) {
        for digest in digests.split(',').filter_map(|text| text.parse().ok()) {
            self.change(digest, u64::wrapping_add);
        }
    }

    /// Takes a row of the file away.
    pub(super) fn take(&mut self, digest: i64) {
        self.change(digest, u64::wrapping_sub);
    }

    fn change(&mut self, digest: i64, how: impl Fn(u64, u64) -> u64) {
        let place = self.place(digest);
        self.0[place] = how(self.0[place], digest.cast_unsigned() >> BITS);
    }

    fn place(&self, digest: i64) -> usize {
        (digest.cast_unsigned() & (self.0.len() as u64 - 1)) as usize
    }

    /// Whether something of a row's bucket differs.
    pub(super) fn differs(&self, digest: i64) -> bool {
        self.0[self.place(digest)] != 0
    }

    /// Whether nothing differs at all.
    pub(super) fn is_clean(&self) -> bool {
        self.0.iter().all(|sum| *sum == 0)
    }

    /// Buckets in which something differs.
    pub(super) fn dirty(&self) -> Vec<usize> {
        let differ = self.0.iter().enumerate().filter(|(_, sum)| **sum != 0);
        differ.map(|(bucket, _)| bucket).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Sums, of};
    use oneroster::{Enrollment, EnrollmentRole, Metadata, Row};

    fn row(id: &str, class: &str) -> Row<Enrollment> {
        Row {
            line: 1,
            source_id: id.to_owned(),
            value: Enrollment {
                class: class.to_owned(),
                school: String::new(),
                user: "s1".to_owned(),
                role: EnrollmentRole::Student,
                primary: false,
                begins: None,
                ends: None,
                metadata: Metadata::new(),
            },
        }
    }

    #[test]
    fn only_buckets_that_differ_are_looked_at() {
        let kept: Vec<i64> = (0..1_000)
            .map(|n| of(&row(&format!("e{n}"), "k1")))
            .collect();
        let told: Vec<String> = kept.iter().map(i64::to_string).collect();
        let mut sums = Sums::new();
        sums.add_kept(&told.join(","));
        for digest in &kept[1..] {
            sums.take(*digest);
        }
        let changed = of(&row("e0", "k2"));
        sums.take(changed);
        assert_eq!(sums.dirty().len(), 1, "the same id is in the same bucket");
        assert!(sums.differs(changed) && sums.differs(kept[0]));
        sums.take(kept[0]);
        sums.add_kept(&changed.to_string());
        assert!(sums.dirty().is_empty());
    }
}
