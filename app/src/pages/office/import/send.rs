//! Sending files with the browser's own request, so that one sees how far it is and can stop it.

use super::drop::Sending;
use leptos::{ev, prelude::*, task::spawn_local};
use model::Problem;
use std::cell::RefCell;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DragEvent, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
    FormData, HtmlInputElement, ProgressEvent, XmlHttpRequest,
};

thread_local! {
    /// The request under way: a page sends one at a time.
    static REQUEST: RefCell<Option<XmlHttpRequest>> = const { RefCell::new(None) };
}

/// Files of a chooser.
pub(super) fn take_chosen(event: &ev::Event, megabytes: u32, sending: RwSignal<Sending>) {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input
        && let Some(list) = input.files()
    {
        let files = of_list(&list);
        // Choosing the same files again is a new upload.
        input.set_value("");
        send(files, megabytes, sending);
    }
}

/// Files or folders that were dropped.
pub(super) fn take_dropped(event: &DragEvent, megabytes: u32, sending: RwSignal<Sending>) {
    let Some(data) = event.data_transfer() else {
        return;
    };
    let items = data.items();
    let mut entries = Vec::new();
    // Asked for now: what was dropped is gone after the event.
    for at in 0..items.length() {
        if let Some(item) = items.get(at)
            && let Ok(Some(entry)) = item.webkit_get_as_entry()
        {
            entries.push(entry);
        }
    }
    let plain = data.files().map(|list| of_list(&list)).unwrap_or_default();
    if !entries.iter().any(FileSystemEntry::is_directory) {
        return send(plain, megabytes, sending);
    }
    spawn_local(async move {
        let mut files = Vec::new();
        // A tree without end is none that anybody means.
        let mut left = 2_000;
        while let Some(entry) = entries.pop() {
            if left == 0 {
                break;
            }
            left -= 1;
            if entry.is_directory() {
                entries.extend(inside(entry.unchecked_into()).await);
            } else if let Some(file) = file_of(entry.unchecked_into()).await {
                files.push(file);
            }
        }
        send(files, megabytes, sending);
    });
}

/// Stops the request under way.
pub(super) fn cancel() {
    REQUEST.with_borrow_mut(|request| {
        if let Some(request) = request.take() {
            // Fails only for a request that is over.
            drop(request.abort());
        }
    });
}

/// The name with the folder it was chosen in.
fn path_of(file: &File) -> String {
    let path = js_sys::Reflect::get(file, &JsValue::from_str("webkitRelativePath")).ok();
    path.and_then(|path| path.as_string())
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}

fn of_list(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

async fn file_of(entry: FileSystemFileEntry) -> Option<File> {
    let promise = js_sys::Promise::new(&mut |found, failed| {
        entry.file_with_callback_and_callback(&found, &failed);
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

async fn inside(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let promise = js_sys::Promise::new(&mut |found, failed| {
            // A reader that cannot read calls neither; `failed` ends the wait.
            if reader
                .read_entries_with_callback_and_callback(&found, &failed)
                .is_err()
            {
                drop(failed.call0(&JsValue::NULL));
            }
        });
        let Ok(some) = JsFuture::from(promise).await else {
            return all;
        };
        // It gives a hundred at a time, and none at the end.
        let some = js_sys::Array::from(&some);
        if some.length() == 0 {
            return all;
        }
        all.extend(some.iter().map(|entry| entry.unchecked_into()));
    }
}

fn send(files: Vec<File>, megabytes: u32, sending: RwSignal<Sending>) {
    let files: Vec<File> = files
        .into_iter()
        .filter(|file| !file.name().starts_with('.'))
        .collect();
    if files.is_empty() {
        return sending.set(Sending::Empty);
    }
    let total: u64 = files.iter().map(|file| file.size() as u64).sum();
    if total > u64::from(megabytes) * 1_000_000 {
        return sending.set(Sending::Refused(Problem::UploadTooLarge { megabytes }));
    }
    if post(&files, total, sending).is_err() {
        sending.set(Sending::Failed);
    }
}

fn post(files: &[File], total: u64, sending: RwSignal<Sending>) -> Result<(), JsValue> {
    let form = FormData::new()?;
    for file in files {
        form.append_with_blob_and_filename("files", file, &path_of(file))?;
    }
    let request = XmlHttpRequest::new()?;
    request.open("POST", "/school/import/upload")?;
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        let done = (event.loaded() as u64).min(total);
        let _ = sending.try_set(Sending::Sent(done, total));
    });
    request
        .upload()?
        .set_onprogress(Some(progress.as_ref().unchecked_ref()));
    let answered = request.clone();
    let load = Closure::<dyn FnMut()>::new(move || {
        // The answer led to the page that comes next, wherever that is.
        let there = answered.response_url();
        if answered.status().is_ok_and(|status| status < 500) && !there.is_empty() {
            drop(window().location().assign(&there));
        } else {
            let _ = sending.try_set(Sending::Failed);
        }
    });
    request.set_onload(Some(load.as_ref().unchecked_ref()));
    let failed = Closure::<dyn FnMut()>::new(move || {
        let _ = sending.try_set(Sending::Failed);
    });
    request.set_onerror(Some(failed.as_ref().unchecked_ref()));
    let stopped = Closure::<dyn FnMut()>::new(move || {
        let _ = sending.try_set(Sending::Cancelled);
    });
    request.set_onabort(Some(stopped.as_ref().unchecked_ref()));
    // They live as long as the request; a page sends few.
    progress.forget();
    load.forget();
    failed.forget();
    stopped.forget();
    sending.set(Sending::Sent(0, total));
    request.send_with_opt_form_data(Some(&form))?;
    REQUEST.set(Some(request));
    Ok(())
}
