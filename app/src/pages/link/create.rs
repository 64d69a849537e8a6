use crate::{components::heading_with_focus, speech::lang};
use leptos::prelude::*;
use model::views::PersonCard;
use words::{common, dates, link};

/// «Создать учебный профиль»: the data is filled in, one only looks (ID-30).
#[component]
pub(super) fn Create(profile: PersonCard) -> impl IntoView {
    let lang = lang();
    let heading = heading_with_focus();
    let name = profile.name;
    let born = profile.born.map(|day| {
        let date = dates::day_and_month(lang, day.day, day.month);
        view! {
            <dt>{link::field_born(lang)}</dt>
            <dd><time datetime=day.iso()>{link::born(lang, &date, &day.year.to_string())}</time></dd>
        }
    });
    let phone = profile.phone.map(|phone| {
        view! {
            <dt>{link::field_phone(lang)}</dt>
            <dd class="nowrap">{phone}</dd>
        }
    });
    let facts = (born.is_some() || phone.is_some())
        .then(|| view! { <dl class="person-summary facts">{born}{phone}</dl> });
    view! {
        <section class="card card-narrow">
            <h1 tabindex="-1" node_ref=heading>{link::create(lang)}</h1>
            <p class="muted">{link::create_text(lang)}</p>
            <form class="form" method="post" action="/link/confirm">
                <div class="fields fields-wide">
                    <div class="field">
                        <label class="field-label" for="family">{link::family(lang)}</label>
                        <input
                            class="field-input"
                            id="family"
                            name="family"
                            autocomplete="family-name"
                            maxlength="100"
                            value=name.family
                        />
                    </div>
                    <div class="field">
                        <label class="field-label" for="given">{link::given(lang)}</label>
                        <input
                            class="field-input"
                            id="given"
                            name="given"
                            autocomplete="given-name"
                            maxlength="100"
                            value=name.given
                        />
                    </div>
                </div>
                <div class="field">
                    <label class="field-label" for="middle">
                        {link::middle(lang)}
                        " "
                        <span class="field-optional">{common::optional(lang)}</span>
                    </label>
                    <input
                        class="field-input"
                        id="middle"
                        name="middle"
                        autocomplete="additional-name"
                        maxlength="100"
                        aria-describedby="middle-hint"
                        value=name.middle
                    />
                    <p class="field-hint" id="middle-hint">{link::middle_hint(lang)}</p>
                </div>
                {facts}
                <div class="form-actions">
                    <button class="button button-primary button-block">
                        {link::continue_button(lang)}
                    </button>
                    <a class="button button-quiet button-block" href="/link">{common::back(lang)}</a>
                </div>
            </form>
        </section>
    }
    .into_any()
}
