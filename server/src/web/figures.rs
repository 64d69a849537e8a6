//! The schools of an authority as a table.

use super::{
    Web,
    forms::{back_to, go, refused, signed},
    spreadsheet,
};
use app::context::Surroundings;
use axum::{
    Extension,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use model::views::SchoolRow;
use words::authority;

pub(crate) async fn csv(
    State(web): State<Web>,
    Extension(around): Extension<Surroundings>,
) -> Response {
    let Ok(who) = signed(&around) else {
        return go(&back_to("/authority"));
    };
    let lang = around.lang;
    let schools = match web.core.schools(&who).await {
        Ok(schools) => schools,
        Err(problem) => return refused(&web, lang, &problem),
    };
    let mut text = format!(
        "{}{}",
        spreadsheet::MARK,
        spreadsheet::line(&[
            authority::school(lang),
            authority::pupils(lang),
            authority::pupils_linked(lang),
            authority::guardians(lang),
            authority::guardians_linked(lang),
            authority::teachers(lang),
            authority::teachers_linked(lang),
            authority::people(lang),
            authority::people_linked(lang),
            authority::chats(lang),
            authority::imported(lang),
        ])
    );
    for school in &schools.rows {
        text.push_str(&row(school));
    }
    let name = format!(
        "attachment; filename=\"zvonok-schools-{}.csv\"",
        schools.today.iso()
    );
    let mut response = text.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, kind);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

fn row(school: &SchoolRow) -> String {
    let counted = [
        school.pupils,
        school.guardians,
        school.teachers,
        school.people,
    ];
    let mut cells = vec![school.name.clone()];
    for share in counted {
        cells.extend([share.all.to_string(), share.linked.to_string()]);
    }
    cells.push(school.chats.to_string());
    let imported = school.imported.as_ref().map(|at| at.day.dotted());
    cells.push(imported.unwrap_or_default());
    spreadsheet::line(&cells)
}
