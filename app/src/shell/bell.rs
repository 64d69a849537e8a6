//! The sound of a call that rings. A browser that has not been touched yet stays silent.

use leptos::prelude::*;

/// Rings as long as it is true; in the browser alone.
pub(super) fn ring_while(rings: Memo<bool>) {
    #[cfg(feature = "hydrate")]
    hydrate::ring_while(rings);
    #[cfg(not(feature = "hydrate"))]
    let _ = rings;
}

#[cfg(feature = "hydrate")]
mod hydrate {
    use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
    use std::time::Duration;
    use wasm_bindgen::JsValue;
    use web_sys::{AudioContext, AudioContextState};

    /// From one ring to the next.
    const EVERY: Duration = Duration::from_secs(3);
    /// Two notes after each other: pitch in hertz, beginning in seconds.
    const NOTES: [(f32, f64); 2] = [(880.0, 0.0), (659.0, 0.28)];
    /// How long a note sounds, in seconds.
    const LONG: f64 = 0.9;
    /// How loud, of 1.
    const LOUD: f32 = 0.12;

    pub(super) fn ring_while(rings: Memo<bool>) {
        let bell = StoredValue::new_local(None::<AudioContext>);
        let pause = StoredValue::new_local(None::<IntervalHandle>);
        let silence = move || {
            if let Some(Some(handle)) = pause.try_update_value(Option::take) {
                handle.clear();
            }
        };
        Effect::new(move || {
            silence();
            if !rings.get() {
                return;
            }
            // What a browser refuses is not heard; the bar is seen all the same.
            let strike = move || drop(strike(bell));
            strike();
            pause.set_value(set_interval_with_handle(strike, EVERY).ok());
        });
        on_cleanup(silence);
    }

    fn strike(bell: StoredValue<Option<AudioContext>, LocalStorage>) -> Result<(), JsValue> {
        let context = match bell.try_get_value().flatten() {
            Some(context) => context,
            None => AudioContext::new()?,
        };
        bell.try_set_value(Some(context.clone()));
        // Its clock stands still until then, and all notes would sound together.
        if context.state() != AudioContextState::Running {
            drop(context.resume()?);
            return Ok(());
        }
        for (pitch, after) in NOTES {
            let begins = context.current_time() + after;
            let (note, loudness) = (context.create_oscillator()?, context.create_gain()?);
            note.frequency().set_value(pitch);
            loudness.gain().set_value_at_time(LOUD, begins)?;
            let fades = loudness.gain();
            fades.exponential_ramp_to_value_at_time(0.001, begins + LONG)?;
            note.connect_with_audio_node(&loudness)?;
            loudness.connect_with_audio_node(&context.destination())?;
            note.start_with_when(begins)?;
            note.stop_with_when(begins + LONG)?;
        }
        Ok(())
    }
}
