//! A person links a learning profile through the embedded VK ID, page after page, as a browser
//! without scripts would.

use crate::{Result, visit::Browser};

/// What VK ID is told.
pub struct Profile {
    /// A number nobody else has.
    pub phone: String,
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// 2012-03-04
    pub born: &'static str,
}

/// The whole way. The browser is signed in to the journal.
pub async fn link(browser: &mut Browser, profile: &Profile) -> Result<()> {
    let authorize = browser.post("/link/start", &[]).await?;
    let phone = browser.follow(&authorize).await?;
    let page = browser.get(&phone).await?;
    // One flow, one token: all of its forms have the same.
    let token = token(&page).ok_or("no form on VK ID's first page")?;
    let form = [("form_token", token), ("phone", &profile.phone)];
    let code_page = browser.post(&phone, &form).await?;
    let code = code(browser, &profile.phone).await?;
    let form = [("form_token", token), ("code", &code)];
    let person = browser.post(&code_page, &form).await?;
    let form = [
        ("form_token", token),
        ("last_name", &profile.family),
        ("first_name", &profile.given),
        ("birth_date", profile.born),
        ("sex", "female"),
    ];
    let consent = browser.post(&person, &form).await?;
    let callback = browser.post(&consent, &[("form_token", token)]).await?;
    browser.follow(&callback).await?;
    let form = [
        ("family", profile.family.as_str()),
        ("given", &profile.given),
    ];
    browser.post("/link/confirm", &form).await?;
    Ok(())
}

fn token(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once("name=\"form_token\" value=\"")?;
    Some(rest.split_once('"')?.0)
}

/// The newest code for a number, from the demonstration's outbox.
async fn code(browser: &mut Browser, phone: &str) -> Result<String> {
    let outbox: serde_json::Value = serde_json::from_str(&browser.get("/demo/outbox.json").await?)?;
    outbox
        .as_array()
        .into_iter()
        .flatten()
        .find(|item| item["phone"] == phone)
        .and_then(|item| item["code"].as_str())
        .map(str::to_owned)
        .ok_or_else(|| format!("no code for {phone}").into())
}
