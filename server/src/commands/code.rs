//! `zvonok code`: a one-time code for somebody whom nobody else can give one, such as the only
//! administrator of a school. Whoever may run this may read the data folder anyway.

use super::{Place, say};
use crate::start;
use school_core::NoCode;
use std::io::stdout;
use words::{Lang, codes, dates::day_and_month};

pub(super) async fn run(login: &str, school: &str, place: &Place) -> Result<(), String> {
    let lang = Lang::Russian;
    let config = place.config()?;
    let started = start::start(&config, &place.data(false), false).await?;
    let made = started
        .core
        .code_at_the_machine(login, school, codes::command_line(lang))
        .await;
    started.storage.close().await;
    let made = made.map_err(|problem| match problem {
        NoCode::Nobody => codes::command_nobody(lang, login),
        NoCode::Several(schools) => codes::command_several(lang, login, &schools.join(", ")),
        NoCode::Problem(problem) => app::speech::say(lang, &problem),
    })?;
    let mut out = stdout();
    let day = day_and_month(lang, made.until.day, made.until.month);
    let until = codes::date(lang, &day, &made.until.year.to_string());
    for line in [
        codes::command_for(lang, &made.name.full(), &made.org),
        codes::command_code(lang, &made.code, &until),
        codes::command_where(lang).to_owned(),
    ] {
        say(&mut out, &line);
    }
    Ok(())
}
