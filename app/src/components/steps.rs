use super::Icon;
use crate::speech::lang;
use leptos::prelude::*;
use words::link;

/// The five steps of linking, the finished ones ticked (ID-23, ID-24).
#[component]
pub fn Steps(
    /// The present step, 0..=4; 5 when all are done.
    current: usize,
) -> impl IntoView {
    let lang = lang();
    let labels = [
        link::step_phone(lang),
        link::step_code(lang),
        link::step_about(lang),
        link::step_profile(lang),
        link::step_done(lang),
    ];
    let steps: Vec<AnyView> = labels
        .into_iter()
        .enumerate()
        .map(|(at, label)| {
            let done = at < current;
            let (class, now) = match at {
                _ if done => ("step is-done", None),
                _ if at == current => ("step is-now", Some("step")),
                _ => ("step is-next", None),
            };
            let mark = if done {
                view! { <Icon name="check"/> }.into_any()
            } else {
                (at + 1).to_string().into_any()
            };
            // The tick is for the eye only.
            let ear = done.then(|| {
                view! { <span class="visually-hidden">{link::step_is_done(lang)}</span> }
            });
            view! {
                <li class=class aria-current=now>
                    <span class="step-mark">{mark}</span>
                    <span class="step-label">{label}</span>
                    {ear}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="steps" aria-label=link::steps(lang)>{steps}</ol> }.into_any()
}
