//! The table; on a phone each school is a card of it.

use super::order::{Column, Order};
use crate::{components::Icon, pages::when, speech::lang};
use leptos::prelude::*;
use model::views::{Day, SchoolRow, Share};
use words::{Lang, authority};

/// The schools that fit, under heads that sort, with their sum. Roles are said: on a phone the
/// table is laid out as a list, and browsers then forget that it is one.
pub fn table(rows: &[SchoolRow], order: &Order, today: Day) -> AnyView {
    let lang = lang();
    let shown = order.of(rows);
    if shown.is_empty() {
        return nothing(lang);
    }
    let heads: Vec<AnyView> = Column::ALL.map(|column| head(lang, column, order)).into();
    let sum = sum(&shown);
    let rows: Vec<AnyView> = shown.iter().map(|row| school(lang, row, today)).collect();
    view! {
        <table class="schools" role="table" aria-label=authority::table(lang)>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
            <tfoot role="rowgroup">{sum.map(|sum| total(lang, &sum))}</tfoot>
        </table>
    }
    .into_any()
}

fn column_name(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::School => authority::school(lang),
        Column::Pupils => authority::pupils(lang),
        Column::Guardians => authority::guardians(lang),
        Column::Teachers => authority::teachers(lang),
        Column::Linked => authority::linked(lang),
        Column::Chats => authority::chats(lang),
        Column::Imported => authority::imported(lang),
    }
}

fn head(lang: Lang, column: Column, order: &Order) -> AnyView {
    let by = order.by == column;
    let (sorted, said) = match (by, order.down) {
        (false, _) => (None, ""),
        (true, false) => (Some("ascending"), authority::sorted_up(lang)),
        (true, true) => (Some("descending"), authority::sorted_down(lang)),
    };
    let next = order.pressed(column);
    let href = super::href(&next);
    let class = if by && order.down {
        "schools-sort is-down"
    } else {
        "schools-sort"
    };
    view! {
        <th role="columnheader" scope="col" aria-sort=sorted>
            <a class=class href=href>
                {column_name(lang, column)}
                <span class="visually-hidden">{said}</span>
                {by.then(|| view! { <Icon name="chevron-down" small=true/> })}
            </a>
        </th>
    }
    .into_any()
}

fn school(lang: Lang, row: &SchoolRow, today: Day) -> AnyView {
    let imported = match &row.imported {
        Some(at) => when::long(lang, at, today),
        None => authority::never(lang).to_owned(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {row.short_name.clone()}
                <span class="schools-full">{row.name.clone()}</span>
            </th>
            {counted(lang, row)}
            {cell(authority::imported_short(lang), imported.into_any())}
        </tr>
    }
    .into_any()
}

fn total(lang: Lang, sum: &SchoolRow) -> AnyView {
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{authority::total(lang)}</th>
            {counted(lang, sum)}
            <td role="cell"></td>
        </tr>
    }
    .into_any()
}

fn counted(lang: Lang, row: &SchoolRow) -> AnyView {
    let percent = row.people.percent();
    let linked = view! {
        <span class="schools-linked">
            <progress class="progress" max="100" value=percent.to_string() aria-hidden="true"></progress>
            {authority::percent(lang, &percent.to_string())}
        </span>
    };
    view! {
        {cell(authority::pupils(lang), row.pupils.all.into_any())}
        {cell(authority::guardians(lang), row.guardians.all.into_any())}
        {cell(authority::teachers(lang), row.teachers.all.into_any())}
        {cell(authority::linked(lang), linked.into_any())}
        {cell(authority::chats(lang), row.chats.into_any())}
    }
    .into_any()
}

/// A figure; where there are no heads above it, its name stands before it.
fn cell(name: &'static str, figure: AnyView) -> AnyView {
    view! {
        <td role="cell">
            <span class="schools-name" aria-hidden="true">{name}</span>
            {figure}
        </td>
    }
    .into_any()
}

/// All together; one school is its own sum.
fn sum(rows: &[SchoolRow]) -> Option<SchoolRow> {
    let first = rows.first().filter(|_| rows.len() > 1)?;
    let add =
        |of: fn(&SchoolRow) -> Share| rows.iter().map(of).fold(Share::default(), |a, b| a + b);
    Some(SchoolRow {
        org: first.org,
        name: String::new(),
        short_name: String::new(),
        people: add(|row| row.people),
        pupils: add(|row| row.pupils),
        guardians: add(|row| row.guardians),
        teachers: add(|row| row.teachers),
        chats: rows.iter().map(|row| row.chats).sum(),
        imported: None,
    })
}

fn nothing(lang: Lang) -> AnyView {
    view! {
        <section class="card">
            <div class="empty">
                <Icon name="search"/>
                <h2>{authority::none_title(lang)}</h2>
                <p>{authority::none(lang)}</p>
                <a class="button button-secondary" href="/authority">{authority::show_all(lang)}</a>
            </div>
        </section>
    }
    .into_any()
}
