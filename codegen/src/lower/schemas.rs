//! What JSON Schemas describe and no type can express.

use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::below;
use crate::shape::schema;

use super::report::Report;
use super::walk::File;

/// Reports each part of a file's schemas that is not supported, with its position in the schema.
pub(super) fn report(file: &File<'_>, report: &mut Report<'_>) {
    for (pointer, schema) in &file.collection.schemas {
        let (_, unsupported) = schema::read(schema, &file.format_types);
        for part in unsupported {
            let position = match part.pointer.as_str() {
                "" => "the top".to_owned(),
                pointer => format!("`{pointer}`"),
            };
            let message = format!(
                "{} at {position} of this schema is not supported",
                part.what
            );
            let help = "remove it from `$type`, or set the type in codegen.toml";
            let diagnostic =
                Diagnostic::new(Code::UnsupportedSchema, below(pointer, "$type"), message);
            report.push(diagnostic.help(help));
        }
    }
}
