use async_trait::async_trait;
use school_core::{AskedIdentity, IdentityFault, IdentityProvider, VkPerson};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// VK ID that answers to each code with the person whom a test chose.
#[derive(Debug, Default)]
pub struct FakeIdentity {
    answers: Mutex<BTreeMap<String, Result<VkPerson, IdentityFault>>>,
    withdrawn: Mutex<Vec<String>>,
}

impl FakeIdentity {
    /// The answer to a code.
    pub fn answers(&self, code: &str, answer: Result<VkPerson, IdentityFault>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.insert(code.to_owned(), answer);
    }

    /// Tokens that were withdrawn since the last call.
    pub fn withdrawn(&self) -> Vec<String> {
        std::mem::take(
            &mut self
                .withdrawn
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// The state in an address that the browser was sent to.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn state_of(address: &str) -> String {
        address
            .rsplit_once("state=")
            .expect("a state in the address")
            .1
            .to_owned()
    }
}

#[async_trait]
impl IdentityProvider for FakeIdentity {
    fn address(&self, asked: &AskedIdentity) -> String {
        format!("https://id.invalid/authorize?state={}", asked.state)
    }

    async fn person(
        &self,
        code: &str,
        _device_id: &str,
        _asked: &AskedIdentity,
    ) -> Result<VkPerson, IdentityFault> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let unknown = || Err(IdentityFault::Refused("invalid_grant".to_owned()));
        answers.get(code).cloned().unwrap_or_else(unknown)
    }

    async fn withdraw(&self, tokens: &str) {
        let mut withdrawn = self
            .withdrawn
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        withdrawn.push(tokens.to_owned());
    }
}
