//! What JSON Schemas describe and no type can express.

use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::below;
use crate::shape::Shape;
use crate::shape::schema::{self, Unsupported};

use super::report::Report;
use super::walk::File;

/// Reports each part of a file's schemas that is not supported, with its position in the schema.
pub(super) fn report(file: &File<'_>, report: &mut Report<'_>) {
    for (pointer, schema) in &file.collection.schemas {
        let (declaration, mut unsupported) = schema::read(schema, &file.format_types);
        if is_in_head(pointer) && declares_objects(&declaration.shape) {
            unsupported.push(Unsupported {
                pointer: "/properties/value".to_owned(),
                what: "an object as the value of a parameter".to_owned(),
            });
        }
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

/// Whether a pointer is that of an entry of the URL or a header, whose values are texts.
fn is_in_head(pointer: &str) -> bool {
    ["/url/query/", "/url/variable/", "/header/"]
        .iter()
        .any(|list| pointer.contains(list))
}

/// Whether the member `value` is an object or a list of objects.
fn declares_objects(shape: &Shape) -> bool {
    let Shape::Object(object) = shape else {
        return false;
    };
    let value = object.fields.iter().find(|field| field.key == "value");
    let item = value.map(|value| match &value.shape {
        Shape::List(item) => item,
        shape => shape,
    });
    item.is_some_and(|shape| !matches!(shape, Shape::Any | Shape::Scalar(_) | Shape::Values(_)))
}
