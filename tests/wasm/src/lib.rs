//! The asynchronous client in WebAssembly. Each function is a call of the golden item; it returns what the program sees.
#![cfg(all(target_arch = "wasm32", target_os = "unknown"))]

use std::time::Duration;

use generated::client::Retry;
use generated::zoom::update_user_status::{Action, UpdateUserStatus};
use generated::zoom::{Client, Credentials};
use wasm_bindgen::prelude::wasm_bindgen;

fn client(base_url: &str) -> Client {
    Client::new(Credentials::new().oauth2("a-token")).base_url(base_url)
}

fn operation() -> UpdateUserStatus {
    UpdateUserStatus::new("a user", Action::Deactivate)
}

/// A call, with its payload or its error.
#[wasm_bindgen]
pub async fn call(base_url: String) -> String {
    match client(&base_url).call(operation()).await {
        Ok(()) => "done".to_owned(),
        Err(error) => error.to_string(),
    }
}

/// A call with a short time limit, which is not repeated.
#[wasm_bindgen]
pub async fn call_with_limit(base_url: String) -> String {
    let client = client(&base_url).retry(Retry::never());
    let call = client.call(operation()).timeout(Duration::from_millis(300));
    match call.await {
        Ok(()) => "done".to_owned(),
        Err(error) => format!("{error} ({})", error.is_timeout()),
    }
}

/// The body of a response, read chunk by chunk.
#[wasm_bindgen]
pub async fn stream(base_url: String) -> String {
    let client = client(&base_url);
    let mut body = match client.call(operation()).stream().await {
        Ok(response) => response.body,
        Err(error) => return error.to_string(),
    };
    let mut read = Vec::new();
    loop {
        match body.chunk().await {
            Ok(Some(chunk)) => read.extend_from_slice(&chunk),
            Ok(None) => return String::from_utf8_lossy(&read).into_owned(),
            Err(error) => return error.to_string(),
        }
    }
}
