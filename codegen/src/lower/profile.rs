//! `protocolProfileBehavior`, merged key by key: item over folder over collection (docs/postman-semantics.md §7.1).

use serde_json::{Map, Value};

use crate::api::Profile;

/// Lays the settings of an inner level over those around it.
#[must_use]
pub(super) fn merged(outer: &Map<String, Value>, inner: &Map<String, Value>) -> Map<String, Value> {
    let mut merged = outer.clone();
    merged.extend(
        inner
            .iter()
            .map(|(key, value)| (key.clone(), value.clone())),
    );
    merged
}

/// What of the settings changes the wire.
#[must_use]
pub(super) fn lower(settings: &Map<String, Value>) -> Profile {
    Profile {
        disable_url_encoding: is_set(settings, "disableUrlEncoding"),
        disable_cookies: is_set(settings, "disableCookies"),
        follow_redirects: settings.get("followRedirects").and_then(Value::as_bool),
        follow_original_method: is_set(settings, "followOriginalHttpMethod"),
        follow_authorization: is_set(settings, "followAuthorizationHeader"),
        remove_referer: is_set(settings, "removeRefererHeaderOnRedirect"),
        max_redirects: settings
            .get("maxRedirects")
            .and_then(Value::as_u64)
            .and_then(|count| u32::try_from(count).ok()),
        disabled_system_headers: disabled_system_headers(settings.get("disabledSystemHeaders")),
    }
}

/// Whether a switch is on.
pub(super) fn is_set(settings: &Map<String, Value>, key: &str) -> bool {
    settings.get(key).and_then(Value::as_bool) == Some(true)
}

fn disabled_system_headers(headers: Option<&Value>) -> Vec<String> {
    let Some(Value::Object(headers)) = headers else {
        return Vec::new();
    };
    let mut names: Vec<String> = headers
        .iter()
        .filter(|(_, disabled)| disabled.as_bool() == Some(true))
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_item_goes_before_what_is_around_it() {
        let outer = json!({"followRedirects": false, "maxRedirects": 3});
        let inner = json!({"followRedirects": true, "disabledSystemHeaders": {"Host": true, "accept": false}});
        let settings = merged(outer.as_object().unwrap(), inner.as_object().unwrap());
        let profile = lower(&settings);
        assert_eq!(profile.follow_redirects, Some(true));
        assert_eq!(profile.max_redirects, Some(3));
        assert_eq!(profile.disabled_system_headers, ["host"]);
    }
}
