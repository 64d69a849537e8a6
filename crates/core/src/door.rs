//! «Выберите организацию» (ID-07).

use crate::{Core, Result, broken};
use model::{OrgId, name::plain, views::Organisation};
use storage::Org;

/// Organisations that the page is given at once; with more, typing asks the server.
const FEW: usize = 30;
/// Answers to what was typed.
const FOUND: usize = 12;

impl Core {
    /// The first organisations by name, and whether there are more.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn first_organisations(&self) -> Result<(Vec<Organisation>, bool)> {
        let orgs = self.all_organisations().await?;
        let more = orgs.len() > FEW;
        Ok((orgs.into_iter().take(FEW).map(shown).collect(), more))
    }

    /// Organisations whose name or number has all the words typed.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn find_organisations(
        &self,
        text: &str,
        authority: bool,
    ) -> Result<Vec<Organisation>> {
        let text: String = text.chars().take(100).collect();
        let words: Vec<String> = plain(&text).split_whitespace().map(str::to_owned).collect();
        let orgs = self.all_organisations().await?;
        let fits = |org: &Org| {
            let name = plain(&format!(
                "{} {} {}",
                org.name, org.short_name, org.identifier
            ));
            org.authority == authority && words.iter().all(|word| name.contains(word.as_str()))
        };
        Ok(orgs
            .into_iter()
            .filter(fits)
            .take(FOUND)
            .map(shown)
            .collect())
    }

    /// The organisation that a form without JavaScript names by its text.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn organisation_named(
        &self,
        text: &str,
        authority: bool,
    ) -> Result<Option<Organisation>> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let mut found = self.find_organisations(text, authority).await?;
        let exact = found.iter().position(|org| plain(&org.name) == plain(text));
        Ok(match (exact, found.len()) {
            (Some(at), _) => Some(found.swap_remove(at)),
            (None, 1) => found.pop(),
            _ => None,
        })
    }

    /// One organisation.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn organisation(&self, id: OrgId) -> Result<Option<Organisation>> {
        let mut db = self.storage.read().await.map_err(broken)?;
        Ok(db.org(id).await.map_err(broken)?.map(shown))
    }

    async fn all_organisations(&self) -> Result<Vec<Org>> {
        let mut db = self.storage.read().await.map_err(broken)?;
        db.orgs().await.map_err(broken)
    }
}

fn shown(org: Org) -> Organisation {
    Organisation {
        id: org.id,
        name: org.name,
        authority: org.authority,
    }
}
