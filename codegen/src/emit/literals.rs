//! Numbers as literals, with digits in groups of three.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The number of digits from which on they are grouped.
const GROUPED_FROM: usize = 6;

/// An integer from its digits.
pub(super) fn integer(digits: &str) -> Literal {
    grouped(digits).parse().expect("digits are a literal")
}

/// An integer, with its sign.
pub(super) fn number(text: &str) -> TokenStream {
    match text.strip_prefix('-') {
        Some(digits) => {
            let digits = integer(digits);
            quote!(-#digits)
        }
        None => {
            let digits = integer(text);
            quote!(#digits)
        }
    }
}

/// A float; [`None`] if it would be `written` differently from its text.
pub(super) fn float(text: &str, written: &str) -> Option<TokenStream> {
    let mut bytes = text.bytes();
    let is_plain = bytes.all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
    if written != text || !is_plain {
        return None;
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    format!("{sign}{}.{fraction}", grouped(whole)).parse().ok()
}

fn grouped(digits: &str) -> String {
    if digits.len() < GROUPED_FROM {
        return digits.to_owned();
    }
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}
