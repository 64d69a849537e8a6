//! Our own routes. The access table of the tests has a row for each.

use super::{
    Web, calls, cards, demo_pages, dialogues, figures, first, forms, imports, lessons, link,
    linking, log, pages, people, rtc, setup, socket,
};
use axum::{
    extract::DefaultBodyLimit,
    routing::{MethodRouter, get, post},
};

/// Methods, address, handler.
type Row = (&'static str, &'static str, MethodRouter<Web>);

/// Every route.
pub(super) fn table(demo: bool) -> Vec<Row> {
    let mut table = journal();
    table.extend(door());
    table.extend(linked());
    table.extend(school());
    table.extend(one_person());
    table.extend(data());
    table.extend(logs());
    if demo {
        table.extend(shown());
    }
    table
}

fn journal() -> Vec<Row> {
    vec![
        ("GET", "/", get(pages::first)),
        ("POST", "/language", post(forms::language)),
        ("POST", "/schedule/lesson/create", post(lessons::create)),
        ("POST", "/schedule/lesson/publish", post(lessons::publish)),
        ("POST", "/schedule/lesson/cancel", post(lessons::cancel)),
        ("POST", "/schedule/lesson/finish", post(lessons::finish)),
        ("POST", "/call/end", post(calls::end)),
        ("POST", "/messenger/write", post(dialogues::write)),
        ("POST", "/profile/devices/end", post(forms::end_device)),
        ("POST", "/api/{*name}", post(pages::server_function)),
        ("GET", "/ws", get(socket::open)),
        ("GET", "/rtc", get(rtc::enter_by_two)),
        ("GET", "/rtc/validate", get(rtc::validate)),
        ("GET", "/rtc/v1", get(rtc::enter)),
        ("GET", "/rtc/v1/validate", get(rtc::validate)),
        ("GET", "/health", get(|| async { "ok" })),
    ]
}

fn door() -> Vec<Row> {
    let sign_in = get(pages::page).post(forms::sign_in);
    let forgot = get(first::forgot).post(first::send);
    vec![
        ("GET, POST", "/sign-in", sign_in),
        ("GET, POST", "/sign-in/forgot", forgot),
        ("GET, POST", "/first", get(first::first).post(first::set)),
        ("GET, POST", "/setup", get(setup::form).post(setup::save)),
        ("POST", "/sign-out", post(forms::sign_out)),
    ]
}

fn linked() -> Vec<Row> {
    vec![
        ("POST", "/link/start", post(link::start)),
        ("GET", crate::start::CALLBACK, get(link::callback)),
        ("POST", "/link/confirm", post(link::confirm)),
        ("POST", "/link/unlink", post(link::unlink)),
        ("POST", "/link/notice/read", post(people::read_notice)),
        ("POST", "/link/repair/start", post(linking::start)),
        ("POST", "/link/repair/confirm", post(linking::confirm)),
        ("POST", "/link/repair/cancel", post(linking::cancel)),
        ("POST", "/link/repair/dismiss", post(linking::dismiss)),
    ]
}

fn school() -> Vec<Row> {
    vec![
        ("POST", "/school/passwords/cards", post(cards::print)),
        ("GET", "/authority/export.csv", get(figures::csv)),
    ]
}

fn one_person() -> Vec<Row> {
    let guardian = get(pages::page).post(people::add_guardian);
    let new_guardian = post(people::add_new_guardian);
    let no_guardian = post(people::remove_guardian);
    let devices = post(people::end_devices);
    let transfer = get(pages::page).post(people::transfer);
    let take_back = post(people::take_back);
    vec![
        ("POST", "/school/people/{id}/devices/end", devices),
        ("GET, POST", "/school/people/{id}/guardian", guardian),
        ("POST", "/school/people/{id}/guardian/new", new_guardian),
        ("POST", "/school/people/{id}/guardian/remove", no_guardian),
        ("POST", "/school/people/{id}/leave", post(people::leave)),
        ("POST", "/school/people/{id}/take-back", take_back),
        ("GET, POST", "/school/people/{id}/transfer", transfer),
        ("POST", "/school/people/{id}/unlink", post(people::unlink)),
    ]
}

fn data() -> Vec<Row> {
    // Measured by its own setting as it comes in.
    let upload = post(imports::upload).layer(DefaultBodyLimit::disable());
    vec![
        ("POST", "/school/import/upload", upload),
        ("POST", "/school/import/apply", post(imports::apply)),
        ("POST", "/school/import/check", post(imports::check)),
        ("POST", "/school/import/discard", post(imports::discard)),
        ("POST", "/school/import/undo", post(imports::undo)),
        (
            "GET",
            "/school/import/{id}/faults.csv",
            get(imports::faults),
        ),
    ]
}

fn logs() -> Vec<Row> {
    vec![
        ("GET", "/school/log/export.csv", get(log::csv)),
        ("GET", "/school/log/export.jsonl", get(log::jsonl)),
        ("POST", "/school/log/verify", post(log::verify)),
        ("GET", "/authority/log/export.csv", get(log::csv)),
        ("GET", "/authority/log/export.jsonl", get(log::jsonl)),
        ("POST", "/authority/log/verify", post(log::verify)),
    ]
}

/// The demonstration's own.
fn shown() -> Vec<Row> {
    vec![
        ("GET", "/demo/outbox", get(demo_pages::outbox)),
        ("GET", "/demo/outbox.json", get(demo_pages::outbox_json)),
        ("GET", "/demo/components", get(demo_pages::components)),
    ]
}
