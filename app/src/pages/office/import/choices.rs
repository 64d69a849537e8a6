//! What the data leaves open and a person can tell.

use crate::{
    components::Icon,
    speech::lang,
    upload_speech::{say_option, say_question},
};
use leptos::prelude::*;
use model::{UploadId, views::ImportChoice};
use words::{Lang, imports};

/// The questions, each with «оставить как есть» first; nothing when there are none.
pub(super) fn choices(upload: UploadId, all: &[&ImportChoice]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let lang = lang();
    let questions: Vec<AnyView> = all
        .iter()
        .enumerate()
        .map(|(at, choice)| question(lang, at, choice))
        .collect();
    view! {
        <section class="card import-choices" id="choices" aria-labelledby="choices-title">
            <div class="entity">
                <Icon name="warning"/>
                <div class="entity-text">
                    <h2 id="choices-title">{imports::choices_title(lang)}</h2>
                    <p class="muted">{imports::choices_note(lang)}</p>
                </div>
            </div>
            <form class="stack" method="post" action="/school/import/check">
                <input type="hidden" name="id" value=upload.to_string()/>
                {questions}
                <div class="row">
                    <button class="button button-outline" type="submit">{imports::choices_save(lang)}</button>
                    <span class="muted small">{imports::choices_save_note(lang)}</span>
                </div>
            </form>
        </section>
    }
    .into_any()
}

fn question(lang: Lang, at: usize, choice: &ImportChoice) -> AnyView {
    let name = format!("choice:{}", choice.key);
    let leave = view! {
        <label class="import-option">
            <input type="radio" name=name.clone() value="" checked=choice.chosen.is_none()/>
            <span>{imports::choice_leave(lang)}</span>
        </label>
    };
    let options: Vec<AnyView> = choice
        .options
        .iter()
        .map(|option| {
            let chosen = choice.chosen.as_deref() == Some(option.key.as_str());
            let words = say_option(lang, &choice.what, option);
            view! {
                <label class="import-option">
                    <input type="radio" name=name.clone() value=option.key.clone() checked=chosen/>
                    <span>{words}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="import-question" id=format!("question-{at}")>
            <legend>{say_question(lang, &choice.what)}</legend>
            {leave}
            {options}
        </fieldset>
    }
    .into_any()
}
