//! Types as Rust text.

use crate::api::Type;

/// A type as it is written in generated code.
pub(crate) fn text(ty: &Type) -> String {
    match ty {
        Type::String => "String".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F32 => "f32".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::Json => "serde_json::Value".to_owned(),
        Type::External(path) => path.clone(),
        Type::File => "File".to_owned(),
        Type::List(inner) => format!("Vec<{}>", text(inner)),
        Type::Map(inner) => format!("BTreeMap<String, {}>", text(inner)),
        Type::Nullable(inner) => format!("Option<{}>", text(inner)),
        Type::Named(name) => name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_written_as_in_rust() {
        let ty = Type::List(Box::new(Type::Map(Box::new(Type::Nullable(Box::new(
            Type::I64,
        ))))));
        assert_eq!(text(&ty), "Vec<BTreeMap<String, Option<i64>>>");
    }
}
