use crate::{Core, Result, SchoolTime, broken, seal::digest, time::effective_day};
use model::{PersonId, Problem, Role, policy::RoleAt};
use storage::{Account, Link, Org, Person, Repository, Session, Term};

/// Somebody who is signed in. Only [`Core::identify`] makes one.
#[derive(Debug, Clone)]
pub struct Who {
    /// The device.
    pub session: Session,
    /// The account.
    pub account: Account,
    /// The person.
    pub person: Person,
    /// Roles anywhere, the foremost first.
    pub roles: Vec<RoleAt>,
    /// The organisation signed in to.
    pub org: Org,
    /// Its years and terms.
    pub terms: Vec<Term>,
    /// The day for which roles hold.
    pub day: String,
    /// The live link.
    pub link: Option<Link>,
}

impl Who {
    /// Roles at the organisation signed in to.
    #[must_use]
    pub fn roles_here(&self) -> Vec<Role> {
        self.roles
            .iter()
            .filter(|at| at.org == self.org.id)
            .map(|at| at.role)
            .collect()
    }

    /// Whether somebody has a role at the organisation signed in to.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&RoleAt {
            role,
            org: self.org.id,
        })
    }

    /// Who that is.
    #[must_use]
    pub fn id(&self) -> PersonId {
        self.person.id
    }

    /// The organisation's clock.
    #[must_use]
    pub fn time(&self) -> SchoolTime {
        SchoolTime::new(&self.org.time_zone)
    }
}

/// How long the token before a change of privilege still opens: other windows of the same browser
/// hear of the change before they have the new cookie.
const GRACE: i64 = 30_000;

/// How seldom a session is written to say that it was seen.
const TOUCH_EVERY: i64 = 60_000;

impl Core {
    /// Who holds this session token.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`] for an unknown, ended or expired one.
    pub async fn identify(&self, token: &str, address: &str) -> Result<Who> {
        let now = self.clock.now();
        let mut db = self.storage.read().await.map_err(broken)?;
        let session = db
            .session_by_token(&digest(token), now - GRACE)
            .await
            .map_err(broken)?;
        let session = session.ok_or(Problem::SignInNeeded)?;
        if !self.is_alive(&session, now) {
            return Err(Problem::SignInNeeded);
        }
        let who = self.who(db.as_mut(), session).await?;
        drop(db);
        if now - who.session.seen_at >= TOUCH_EVERY {
            let mut seen = who.clone();
            seen.session.address = address.to_owned();
            // A busy database must not look like being signed out.
            if let Err(fault) = self.touch(&seen, now).await {
                tracing::warn!(cause = %fault, "a session could not be marked as seen");
            }
        }
        Ok(who)
    }

    async fn who(&self, db: &mut dyn Repository, session: Session) -> Result<Who> {
        let missing = || Problem::SignInNeeded;
        let account = db
            .account(session.account)
            .await
            .map_err(broken)?
            .ok_or_else(missing)?;
        let person = db
            .person(account.person)
            .await
            .map_err(broken)?
            .ok_or_else(missing)?;
        let org = db
            .org(session.org)
            .await
            .map_err(broken)?
            .ok_or_else(missing)?;
        let terms = db.terms(org.source).await.map_err(broken)?;
        let today = SchoolTime::new(&org.time_zone)
            .date(self.clock.now())
            .to_string();
        let day = effective_day(&terms, &today);
        let held = db.roles_of(person.id, &day).await.map_err(broken)?;
        let roles: Vec<RoleAt> = held
            .iter()
            .map(|held| RoleAt {
                role: held.role,
                org: held.org,
            })
            .collect();
        if !person.active || !roles.iter().any(|at| at.org == org.id) {
            return Err(Problem::SignInNeeded);
        }
        let link = db.link_of(account.id).await.map_err(broken)?;
        Ok(Who {
            session,
            account,
            person,
            roles,
            org,
            terms,
            day,
            link,
        })
    }
}
