//! Logins of the data that the school's first administrator has: who set the school up may well be
//! in its data too, or bear the name of somebody who is.

use super::{owner::SETUP, sections::Found};
use crate::broken;
use model::{
    Problem,
    views::{Ambiguity, FaultReason, ImportChoice, ImportFaultRow, ImportOption},
};
use std::collections::BTreeMap;
use storage::Repository;

/// The answer that leaves somebody out.
const OUT: &str = "-";

/// Asks for another login; who has none yet is left out.
pub(super) async fn settle(
    db: &mut dyn Repository,
    chosen: &BTreeMap<String, String>,
    found: &mut Found,
) -> Result<(), Problem> {
    for clash in db.login_clashes(SETUP).await.map_err(broken)? {
        let key = format!("login:{}", clash.id);
        let earlier = chosen.get(&key).map(String::as_str);
        // A login that was given once stays, though it is nobody's suggestion any more.
        let given = earlier.filter(|login| *login != OUT && login.starts_with(&clash.login));
        db.stage_login(&clash.id, given).await.map_err(broken)?;
        if earlier.is_none() {
            found.notices.push(ImportFaultRow {
                file: "users.csv".to_owned(),
                line: clash.line,
                element: String::new(),
                column: "username".to_owned(),
                value: clash.login.chars().take(80).collect(),
                reason: FaultReason::Ambiguous {
                    candidates: clash.free.iter().cloned().collect(),
                },
            });
        }
        let offered = given.map(str::to_owned).or(clash.free);
        let option = |key: &str, name: &str| ImportOption {
            key: key.to_owned(),
            name: name.to_owned(),
        };
        let mut options: Vec<ImportOption> = offered.iter().map(|at| option(at, at)).collect();
        options.push(option(OUT, ""));
        found.choices.push(ImportChoice {
            what: Ambiguity::Login {
                line: clash.line,
                login: clash.login,
                name: clash.name,
                other: clash.other,
            },
            options,
            chosen: given.or(earlier.filter(|at| *at == OUT)).map(str::to_owned),
            key,
        });
    }
    Ok(())
}
