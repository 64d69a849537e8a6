//! What the parts of the form share.

use leptos::{html, prelude::*};
use model::{
    Problem,
    views::{DemoPerson, Door, DoorDraft, Organisation},
};

/// Signals and elements of the form. The texts live in the inputs themselves: what somebody typed
/// before the page's script came is kept.
#[derive(Clone, Copy)]
pub(super) struct DoorState {
    /// The script has taken over.
    pub ready: RwSignal<bool>,
    /// The tab «Орган управления».
    pub authority: RwSignal<bool>,
    /// The organisation chosen from the list.
    pub chosen: RwSignal<Option<Organisation>>,
    /// Whose button in the demonstration was pressed.
    pub demo: RwSignal<Option<String>>,
    /// Field of the organisation.
    pub org: NodeRef<html::Input>,
    /// Field of the login.
    pub login: NodeRef<html::Input>,
    /// Field of the password.
    pub password: NodeRef<html::Input>,
    /// «Войти»
    pub submit: NodeRef<html::Button>,
    /// What was wrong with the fields; ends when one types.
    pub wrong: RwSignal<Wrong>,
}

/// Fields with something wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Wrong {
    /// No such organisation.
    pub org: bool,
    /// Login, missing or refused.
    pub login: bool,
    /// Password, missing or refused.
    pub password: bool,
}

impl Wrong {
    fn of(draft: Option<&DoorDraft>) -> Self {
        let Some(draft) = draft else {
            return Self::default();
        };
        match draft.problem {
            Some(Problem::OrganisationMissing) => Self {
                org: true,
                ..Self::default()
            },
            Some(Problem::WrongCredentials) => Self {
                login: true,
                password: true,
                ..Self::default()
            },
            Some(Problem::FieldMissing) if draft.login.trim().is_empty() => Self {
                login: true,
                ..Self::default()
            },
            Some(Problem::FieldMissing) => Self {
                password: true,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

impl DoorState {
    pub(super) fn new(door: &Door) -> Self {
        let draft = door.draft.as_ref();
        let authority = draft.is_some_and(|draft| draft.authority);
        let chosen = match draft {
            Some(draft) => draft.org.clone(),
            None => only(door, authority),
        };
        let state = Self {
            ready: RwSignal::new(false),
            authority: RwSignal::new(authority),
            chosen: RwSignal::new(chosen),
            demo: RwSignal::new(None),
            org: NodeRef::new(),
            login: NodeRef::new(),
            password: NodeRef::new(),
            submit: NodeRef::new(),
            wrong: RwSignal::new(Wrong::of(draft)),
        };
        Effect::new(move || state.take_over());
        state
    }

    /// The script is there. Somebody may have typed before it came.
    fn take_over(&self) {
        let typed = self.org.get_untracked().map(|field| text_of(&field));
        let name = self
            .chosen
            .with_untracked(|it| it.as_ref().map(|it| it.name.clone()));
        if name.is_some() && typed != name {
            self.chosen.set(None);
        }
        self.ready.set(true);
    }

    /// Takes an organisation from the list, or none.
    pub(super) fn choose(&self, organisation: Option<Organisation>) {
        let name = organisation
            .as_ref()
            .map(|it| it.name.clone())
            .unwrap_or_default();
        self.chosen.set(organisation);
        self.wrong.update(|wrong| wrong.org = false);
        set_text(self.org, &name);
    }

    /// Changes the tab; the organisation of the other one is no answer here.
    pub(super) fn turn_to(&self, door: &Door, authority: bool) {
        self.authority.set(authority);
        if self
            .chosen
            .with_untracked(|it| it.as_ref().is_none_or(|it| it.authority != authority))
        {
            self.choose(only(door, authority));
        }
    }

    /// Fills the form for somebody of the demonstration.
    pub(super) fn fill(&self, person: &DemoPerson) {
        self.demo.set(Some(person.login.clone()));
        self.authority.set(person.authority);
        self.wrong.set(Wrong::default());
        self.choose(Some(Organisation {
            id: person.org,
            name: person.org_name.clone(),
            authority: person.authority,
        }));
        set_text(self.login, &person.login);
        set_text(self.password, &person.password);
        if let Some(button) = self.submit.get_untracked() {
            focus(&button);
        }
    }
}

/// The organisation when there is no choice.
fn only(door: &Door, authority: bool) -> Option<Organisation> {
    let mut here = door
        .organisations
        .iter()
        .filter(|it| it.authority == authority);
    match (here.next(), here.next(), door.more) {
        (Some(only), None, false) => Some(only.clone()),
        _ => None,
    }
}

fn set_text(field: NodeRef<html::Input>, text: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(field) = field.get_untracked() {
        field.set_value(text);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (field, text);
}

/// What stands in a field.
#[cfg(feature = "hydrate")]
pub(super) fn text_of(field: &web_sys::HtmlInputElement) -> String {
    field.value()
}

#[cfg(not(feature = "hydrate"))]
pub(super) fn text_of<T>(_field: &T) -> String {
    String::new()
}

#[cfg(feature = "hydrate")]
fn focus(element: &web_sys::HtmlElement) {
    // An element that cannot take the focus leaves it where it was.
    drop(element.focus());
}

#[cfg(not(feature = "hydrate"))]
fn focus<T>(_element: &T) {}
