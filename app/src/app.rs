//! The parts of the site, each a bundle of its own: nobody who signs in on a weak phone waits
//! for the messenger to load. Between the parts the browser loads anew (`rel="external"`).

use crate::pages::{
    call::CallPage,
    chats::ChatsPage,
    door::DoorPage,
    error::NotFoundPage,
    lesson::LessonPage,
    link::LinkingPage,
    management::ManagementPage,
    messenger::MessengerPage,
    office::{
        AuthorityPage, GuardianPage, ImportsPage, LogPage, OverviewPage, PasswordGroupPage,
        PasswordsPage, PeoplePage, PersonPage, TransferPage, UndoPage, UploadPage,
        linking::{ClassSheetPage, DoctorPage, LinkingProgressPage},
    },
    profile::ProfilePage,
    repair::RepairPage,
    schedule::SchedulePage,
};
use crate::shell::Frame;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Router, Routes},
    path,
};

/// A part of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Signing in.
    Door,
    /// The journal: schedule, chats, their management, profile, linking.
    Journal,
    /// The messenger.
    Messenger,
    /// Running the school: people, imports, linking, log.
    Office,
    /// A call.
    Call,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 5] = [
        Part::Journal,
        Part::Door,
        Part::Messenger,
        Part::Office,
        Part::Call,
    ];

    /// The part that an address belongs to.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let within = |root: &str| {
            path.strip_prefix(root)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if within("/sign-in") {
            Part::Door
        } else if within("/messenger") {
            Part::Messenger
        } else if within("/school") || within("/authority") {
            Part::Office
        } else if within("/call") {
            Part::Call
        } else {
            Part::Journal
        }
    }

    /// Its name in the manifest of the site.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Door => "door",
            Part::Journal => "journal",
            Part::Messenger => "messenger",
            Part::Office => "office",
            Part::Call => "call",
        }
    }
}

/// What a link from `here` to `there` says to the router: another part is loaded anew.
#[must_use]
pub fn rel(here: &str, there: &str) -> Option<&'static str> {
    (Part::of(here) != Part::of(there)).then_some("external")
}

/// Whole pages in one piece: they work without JavaScript and nothing jumps while loading.
const MODE: SsrMode = SsrMode::Async;

fn provide() {
    provide_meta_context();
    provide_context(crate::speech::lang());
}

fn nothing() -> AnyView {
    view! { <NotFoundPage/> }.into_any()
}

/// Signing in.
#[component]
pub fn Door() -> impl IntoView {
    provide();
    view! {
        <Router>
            <Routes fallback=nothing>
                <Route path=path!("/sign-in") view=DoorPage ssr=MODE/>
            </Routes>
        </Router>
    }
}

/// The journal.
#[component]
pub fn Journal() -> impl IntoView {
    provide();
    crate::live::provide();
    view! {
        <Router>
            <Routes fallback=nothing>
                <Route path=path!("/link") view=LinkingPage ssr=MODE/>
                <ParentRoute path=path!("") view=Frame ssr=MODE>
                    <Route path=path!("/schedule") view=SchedulePage ssr=MODE/>
                    <Route
                        path=path!("/schedule/lesson/:group/:date/:number")
                        view=LessonPage
                        ssr=MODE
                    />
                    <Route path=path!("/chats") view=ChatsPage ssr=MODE/>
                    <Route path=path!("/chat-management") view=ManagementPage ssr=MODE/>
                    <Route path=path!("/profile") view=ProfilePage ssr=MODE/>
                    <Route path=path!("/people/:person") view=ProfilePage ssr=MODE/>
                    <Route path=path!("/link/repair/:misfit") view=RepairPage ssr=MODE/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// The messenger.
#[component]
pub fn Messenger() -> impl IntoView {
    provide();
    crate::live::provide();
    view! {
        <Router>
            <Routes fallback=nothing>
                <Route path=path!("/messenger") view=MessengerPage ssr=MODE/>
                <Route path=path!("/messenger/:chat") view=MessengerPage ssr=MODE/>
            </Routes>
        </Router>
    }
}

/// A call: a page without the frame of the others.
#[component]
pub fn Call() -> impl IntoView {
    provide();
    crate::live::provide();
    view! {
        <Router>
            <Routes fallback=nothing>
                <Route path=path!("/call/lesson/:lesson") view=CallPage ssr=MODE/>
                <Route path=path!("/call/chat/:chat") view=CallPage ssr=MODE/>
            </Routes>
        </Router>
    }
}

/// Running the school.
#[component]
pub fn Office() -> impl IntoView {
    provide();
    crate::live::provide();
    view! {
        <Router>
            <Routes fallback=nothing>
                <ParentRoute path=path!("") view=Frame ssr=MODE>
                    <Route path=path!("/school") view=OverviewPage ssr=MODE/>
                    <Route path=path!("/school/passwords") view=PasswordsPage ssr=MODE/>
                    <Route path=path!("/school/passwords/:group") view=PasswordGroupPage ssr=MODE/>
                    <Route path=path!("/school/people") view=PeoplePage ssr=MODE/>
                    <Route path=path!("/school/people/:id") view=PersonPage ssr=MODE/>
                    <Route path=path!("/school/people/:id/guardian") view=GuardianPage ssr=MODE/>
                    <Route path=path!("/school/people/:id/transfer") view=TransferPage ssr=MODE/>
                    <Route path=path!("/school/linking") view=LinkingProgressPage ssr=MODE/>
                    <Route path=path!("/school/linking/doctor") view=DoctorPage ssr=MODE/>
                    <Route path=path!("/school/linking/:class") view=ClassSheetPage ssr=MODE/>
                    <Route path=path!("/school/log") view=LogPage ssr=MODE/>
                    <Route path=path!("/authority") view=AuthorityPage ssr=MODE/>
                    <Route path=path!("/authority/log") view=LogPage ssr=MODE/>
                    <Route path=path!("/school/import") view=ImportsPage ssr=MODE/>
                    <Route path=path!("/school/import/:upload") view=UploadPage ssr=MODE/>
                    <Route path=path!("/school/import/undo/:import") view=UndoPage ssr=MODE/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}
