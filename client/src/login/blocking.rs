//! Logins of users with a blocking transport.

use std::time::Duration;

use super::{Loopback, POLL, Timer, failed, prepared};
use crate::auth::{
    AuthorizationRequest, DeviceLogin, DeviceStep, Provider, Token, TokenEndpoint, TokenSource,
};
use crate::blocking::Transport;
use crate::error::Error;

/// See [`login::browser`](super::browser).
///
/// # Errors
///
/// If the user refuses, does not answer within `timeout`, or no token is issued.
pub fn browser<T: Transport>(
    mut loopback: Loopback,
    request: &AuthorizationRequest,
    transport: &T,
    timeout: Duration,
) -> Result<TokenEndpoint, Error<T::Error>> {
    let mut timer = Timer::start();
    let tokens = loop {
        if let Some(tokens) = loopback.poll(request)? {
            break tokens;
        }
        timer.check(timeout)?;
        transport.sleep(POLL);
        timer.waited(POLL);
    };
    fetch(&tokens, transport)?;
    Ok(tokens)
}

/// See [`login::device`](super::device).
///
/// # Errors
///
/// If the user refuses or is too late, or no token is issued.
pub fn device<T: Transport>(
    provider: Provider,
    transport: &T,
    show: impl FnOnce(&DeviceLogin),
) -> Result<TokenEndpoint, Error<T::Error>> {
    let mut timer = Timer::start();
    let response = transport.send(prepared(provider.device_request()?));
    let response = response.map_err(|error| failed(error, T::delivery))?;
    let mut login = provider.device_login(&response, timer.now())?;
    show(&login);
    loop {
        match login.step(timer.now())? {
            DeviceStep::Wait(duration) => {
                transport.sleep(duration);
                timer.waited(duration);
            }
            DeviceStep::Send(poll) => match transport.send(prepared(*poll)) {
                Ok(response) => {
                    if let Some(tokens) = login.received(&response, timer.now())? {
                        return Ok(tokens);
                    }
                }
                Err(_) => login.failed(timer.now()),
            },
        }
    }
}

/// See [`login::fetch`](super::fetch).
///
/// # Errors
///
/// If no token is issued.
pub fn fetch<T: Transport>(
    source: &impl TokenSource,
    transport: &T,
) -> Result<(), Error<T::Error>> {
    if let Token::Fetch(request) = source.token()? {
        let response = transport.send(prepared(*request));
        let response = response.map_err(|error| failed(error, T::delivery))?;
        source.fetched(&response)?;
    }
    Ok(())
}
