//! Argon2id, off the async threads, few at a time: each try costs 19 MiB, so a flood of sign-ins
//! must wait in a line of bounded length rather than fill the memory
//! (`shared/facts/identity.md`, 4.6).

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use model::Problem;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::Semaphore;

/// Those who may wait for a hash; beyond that one is asked to come back.
const LONGEST_LINE: usize = 512;

/// Hashes and checks passwords.
#[derive(Clone)]
pub struct Passwords {
    at_once: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    /// What an unknown login is checked against, so that it takes as long as a known one.
    decoy: Arc<str>,
}

impl Passwords {
    /// As many at once as there are cores.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new(cores: usize) -> Result<Self, Problem> {
        Ok(Self {
            at_once: Arc::new(Semaphore::new(cores.max(1))),
            waiting: Arc::default(),
            decoy: hash("decoy")?.into(),
        })
    }

    /// The PHC string of a password.
    ///
    /// # Errors
    /// [`Problem::TooFast`] when the line is full.
    pub async fn hash(&self, password: String) -> Result<String, Problem> {
        self.run(move || hash(&password)).await?
    }

    /// Whether a password is the one of the hash; with no hash, the same work and `false`.
    ///
    /// # Errors
    /// [`Problem::TooFast`] when the line is full.
    pub async fn check(&self, password: String, kept: Option<String>) -> Result<bool, Problem> {
        let decoy = Arc::clone(&self.decoy);
        self.run(move || {
            let known = kept.is_some();
            let phc = kept.unwrap_or_else(|| decoy.to_string());
            let Ok(parsed) = PasswordHash::new(&phc) else {
                return false;
            };
            let right = Argon2::default()
                .verify_password(password.as_bytes(), &parsed)
                .is_ok();
            known && right
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let line = Line::join(&self.waiting).ok_or(Problem::TooFast)?;
        let permit = Arc::clone(&self.at_once).acquire_owned().await;
        let done = tokio::task::spawn_blocking(move || {
            let _held = (permit, line);
            work()
        });
        done.await.map_err(|_| Problem::Unavailable)
    }
}

fn hash(password: &str) -> Result<String, Problem> {
    match Argon2::default().hash_password(password.as_bytes()) {
        Ok(phc) => Ok(phc.to_string()),
        Err(fault) => {
            tracing::error!(cause = %fault, "a password could not be hashed");
            Err(Problem::Unavailable)
        }
    }
}

/// A place in the line, given back when dropped.
struct Line(Arc<AtomicUsize>);

impl Line {
    fn join(waiting: &Arc<AtomicUsize>) -> Option<Self> {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        let place = Line(Arc::clone(waiting));
        (before < LONGEST_LINE).then_some(place)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
