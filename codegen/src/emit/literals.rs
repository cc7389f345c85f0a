//! Numbers as literals, with digits in groups of three.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::Type;

/// The number of digits from which on they are grouped.
const GROUPED_FROM: usize = 6;

/// An integer from its digits.
pub(super) fn integer(digits: &str) -> Literal {
    grouped(digits).parse().expect("digits are a literal")
}

/// An integer of a type; [`None`] if the type does not have it, or it would be written differently from its text.
pub(super) fn number(ty: &Type, text: &str) -> Option<TokenStream> {
    let written = match ty {
        Type::I32 => text.parse::<i32>().ok()?.to_string(),
        Type::I64 => text.parse::<i64>().ok()?.to_string(),
        Type::U64 => text.parse::<u64>().ok()?.to_string(),
        _ => return None,
    };
    if written != text {
        return None;
    }
    Some(match text.strip_prefix('-') {
        Some(digits) => {
            let digits = integer(digits);
            quote!(-#digits)
        }
        None => {
            let digits = integer(text);
            quote!(#digits)
        }
    })
}

/// A number of JSON of any type.
pub(super) fn any_number(number: &serde_json::Number) -> Option<TokenStream> {
    let text = number.to_string();
    let of = |ty: &Type| Some(suffixed(self::number(ty, &text)?, ty));
    of(&Type::I32)
        .or_else(|| of(&Type::I64))
        .or_else(|| of(&Type::U64))
        .or_else(|| float(&text, &text))
}

/// A number with its type, where the context would convert any. Without one, it is an `i32` or an `f64`, and neither of them
/// converts to every other type.
pub(super) fn suffixed(number: TokenStream, ty: &Type) -> TokenStream {
    let text = number.to_string().replace([' ', '_'], "");
    let suffix = match ty {
        Type::I64 if text.parse::<i32>().is_err() => "i64",
        Type::U64 => "u64",
        Type::F32 => "f32",
        _ => return number,
    };
    let text = format!("{number}_{suffix}");
    text.parse().expect("a number with a suffix is a literal")
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
