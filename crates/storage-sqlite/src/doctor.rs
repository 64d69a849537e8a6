use crate::{SqliteRepository, all, fault, maybe, run, unknown};
use async_trait::async_trait;
use model::{
    AccountId, FullName, LinkId, MisfitId, MisfitKind, MisfitState, OrgId, PersonId, ProfileId,
};
use storage::{
    DoctorRepository, KnownMisfit, LinkedPerson, NewMisfit, PhoneOwner, Relation, Relative, Repair,
    Result, SameNumber, SeenMisfit, Traits,
};

/// People as the JSON array that `json_each` takes.
pub(crate) fn list(people: &[PersonId]) -> String {
    let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
    format!("[{}]", ids.join(","))
}

fn kind(code: &str) -> Result<MisfitKind> {
    MisfitKind::from_code(code).ok_or_else(|| unknown("misfit", code))
}

fn state(code: &str) -> Result<MisfitState> {
    MisfitState::from_code(code).ok_or_else(|| unknown("state of a misfit", code))
}

macro_rules! roster {
    ($row:ident) => {
        Traits {
            name: FullName {
                family: $row.family,
                given: $row.given,
                middle: $row.middle,
            },
            born: $row.born,
            phone: $row.phone,
        }
    };
}

macro_rules! profile {
    ($row:ident, $phone:expr) => {
        Traits {
            name: FullName {
                family: $row.profile_family,
                given: $row.profile_given,
                middle: $row.profile_middle,
            },
            born: $row.profile_born,
            phone: $phone,
        }
    };
}

macro_rules! seen {
    ($row:ident) => {
        Ok(SeenMisfit {
            id: MisfitId($row.id),
            org: OrgId($row.org_id),
            link: LinkId($row.link_id),
            account: AccountId($row.account_id),
            profile_id: ProfileId($row.profile_id),
            person: PersonId($row.person_id),
            kind: kind(&$row.kind)?,
            right: $row.right_id.map(|id| {
                let name = FullName {
                    family: $row.right_family.unwrap_or_default(),
                    given: $row.right_given.unwrap_or_default(),
                    middle: $row.right_middle.unwrap_or_default(),
                };
                (PersonId(id), name, $row.right_phone)
            }),
            found_at: $row.found_at,
            state: state(&$row.state)?,
            profile: profile!($row, $row.profile_phone),
            roster: roster!($row),
        })
    };
}

#[async_trait]
impl DoctorRepository for SqliteRepository {
    async fn linked_in(&mut self, org: OrgId, day: &str) -> Result<Vec<PersonId>> {
        Ok(
            all!(self, "../storage/queries/doctor/linked_in.sql", org.0, day;
            |row| PersonId(row.id)),
        )
    }

    async fn linked_people(&mut self, of: &[PersonId], day: &str) -> Result<Vec<LinkedPerson>> {
        let of = list(of);
        Ok(
            all!(self, "../storage/queries/doctor/linked_people.sql", of, day; |row| LinkedPerson {
                link: LinkId(row.link),
                person: PersonId(row.person),
                profile: profile!(row, row.profile_phone),
                roster: roster!(row),
                pupil: row.pupil != 0,
                adult: row.adult != 0,
            }),
        )
    }

    async fn relatives(&mut self, of: &[PersonId]) -> Result<Vec<Relative>> {
        let of = list(of);
        all!(self, "../storage/queries/doctor/relatives.sql", of; |row| Ok(Relative {
            of: PersonId(row.of),
            relation: match row.relation.as_str() {
                "guardian" => Relation::Guardian,
                "child" => Relation::Child,
                "sibling" => Relation::Sibling,
                other => return Err(unknown("relation", other)),
            },
            person: PersonId(row.id),
            roster: roster!(row),
        }))
    }

    async fn phone_owners(&mut self, of: &[PersonId], day: &str) -> Result<Vec<PhoneOwner>> {
        let of = list(of);
        Ok(
            all!(self, "../storage/queries/doctor/phone_owners.sql", of, day; |row| PhoneOwner {
                of: PersonId(row.of),
                person: PersonId(row.id),
                roster: roster!(row),
                pupil: row.pupil != 0,
            }),
        )
    }

    async fn same_numbers(&mut self, of: &[PersonId]) -> Result<Vec<SameNumber>> {
        let of = list(of);
        Ok(
            all!(self, "../storage/queries/doctor/sharing.sql", of; |row| SameNumber {
                of: PersonId(row.of),
                person: PersonId(row.id),
                profile: profile!(row, None),
                roster: roster!(row),
            }),
        )
    }

    async fn known_misfits(
        &mut self,
        of: &[PersonId],
        codes_after: i64,
    ) -> Result<Vec<KnownMisfit>> {
        let of = list(of);
        all!(self, "../storage/queries/doctor/known.sql", of, codes_after; |row| Ok(KnownMisfit {
            id: MisfitId(row.id),
            link: LinkId(row.link),
            kind: kind(&row.kind)?,
            state: state(&row.state)?,
            right: row.right_id.map(PersonId),
            mending: row.mending != 0,
        }))
    }

    async fn keep_misfit(&mut self, new: &NewMisfit, at: i64) -> Result<Option<MisfitId>> {
        let (kind, right) = (new.kind.code(), new.right.map(|id| id.0));
        Ok(maybe!(self, "../storage/queries/doctor/keep.sql",
            new.org.0, new.link.0, new.person.0, kind, right, new.evidence, at;
            |row| MisfitId(row.id)))
    }

    async fn point_misfit(
        &mut self,
        id: MisfitId,
        right: Option<PersonId>,
        evidence: &str,
    ) -> Result<()> {
        let right = right.map(|id| id.0);
        run!(
            self,
            "../storage/queries/doctor/point.sql",
            id.0,
            right,
            evidence
        );
        Ok(())
    }

    async fn settle_misfit(
        &mut self,
        id: MisfitId,
        state: MisfitState,
        at: i64,
        by: Option<PersonId>,
        reason: &str,
    ) -> Result<bool> {
        let (state, by) = (state.code(), by.map(|id| id.0));
        let settled = run!(
            self,
            "../storage/queries/doctor/settle.sql",
            id.0,
            state,
            at,
            by,
            reason
        );
        Ok(settled > 0)
    }

    async fn misfit(&mut self, id: MisfitId) -> Result<Option<SeenMisfit>> {
        maybe!(self, "../storage/queries/doctor/seen.sql", id.0; |row| seen!(row)).transpose()
    }

    async fn misfits_in(&mut self, org: OrgId) -> Result<Vec<SeenMisfit>> {
        all!(self, "../storage/queries/doctor/seen_in.sql", org.0; |row| seen!(row))
    }

    async fn misfits_about(&mut self, person: PersonId) -> Result<Vec<SeenMisfit>> {
        all!(self, "../storage/queries/doctor/seen_about.sql", person.0; |row| seen!(row))
    }

    async fn insert_repair(&mut self, new: &Repair) -> Result<i64> {
        let row = sqlx::query_file!(
            "../storage/queries/doctor/insert_repair.sql",
            new.misfit.0,
            new.wrong_account.0,
            new.right_account.0,
            new.wrong_code,
            new.right_code,
            new.started_at,
            new.started_by.0
        )
        .fetch_one(&mut *self.tx)
        .await
        .map_err(fault)?;
        Ok(row.id)
    }

    async fn repair_of(&mut self, misfit: MisfitId) -> Result<Option<Repair>> {
        Ok(
            maybe!(self, "../storage/queries/doctor/repair.sql", misfit.0; |row| Repair {
                id: row.id,
                misfit: MisfitId(row.misfit_id),
                wrong_account: AccountId(row.wrong_account_id),
                right_account: AccountId(row.right_account_id),
                wrong_code: row.wrong_code,
                right_code: row.right_code,
                tries: row.tries,
                started_at: row.started_at,
                started_by: PersonId(row.started_by),
            }),
        )
    }

    async fn count_repairs(&mut self, misfit: MisfitId, after: i64) -> Result<i64> {
        let count = maybe!(self, "../storage/queries/doctor/count_repairs.sql", misfit.0, after;
            |row| row.count);
        Ok(count.unwrap_or_default())
    }

    async fn miss_repair(&mut self, id: i64) -> Result<()> {
        run!(self, "../storage/queries/doctor/miss.sql", id);
        Ok(())
    }

    async fn end_repair(&mut self, id: i64, state: &str, at: i64) -> Result<()> {
        run!(
            self,
            "../storage/queries/doctor/end_repair.sql",
            id,
            state,
            at
        );
        Ok(())
    }

    async fn doctor_night(&mut self, org: OrgId) -> Result<Option<String>> {
        Ok(maybe!(self, "../storage/queries/doctor/night.sql", org.0; |row| row.night))
    }

    async fn keep_doctor_night(&mut self, org: OrgId, night: &str, at: i64) -> Result<()> {
        run!(
            self,
            "../storage/queries/doctor/keep_night.sql",
            org.0,
            night,
            at
        );
        Ok(())
    }
}
