//! Fields of forms (docs/postman-semantics.md §5.3 and §5.4).

use std::collections::{HashMap, HashSet};

use crate::api::{FormEntry, Location, Segment};
use crate::lower::headers::integer_key;
use crate::lower::indexed::{self, List, Pair};
use crate::lower::parameters::{Entry, Given, Parameters, Rule};
use crate::lower::types::{self, BodyShape, Types};
use crate::postman::{FormParam, FormValue};
use crate::prose::{self, Placeholder};
use crate::shape::Shape;
use crate::variables::template;

/// Urlencoded fields in the order of a JavaScript object: keys that are numbers first, then equal keys together.
pub(super) fn in_wire_order(fields: &[FormParam]) -> Vec<&FormParam> {
    let mut ordered: Vec<&FormParam> = fields.iter().collect();
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    for (index, field) in fields.iter().enumerate() {
        first_of.entry(&field.key).or_insert(index);
    }
    ordered.sort_by_cached_key(|field| {
        (
            integer_key(&field.key).map_or((1, 0), |number| (0, number)),
            first_of[field.key.as_str()],
        )
    });
    ordered
}

/// Lowers fields in the order they are sent.
pub(super) fn lower(
    fields: &[&FormParam],
    location: Location,
    parameters: &mut Parameters<'_>,
) -> Vec<FormEntry> {
    let mut entries = Vec::new();
    // A disabled field is no parameter if an enabled one has its key, or an earlier disabled one.
    let enabled = fields.iter().filter(|field| !field.disabled);
    let mut keys: HashSet<&str> = enabled.map(|field| field.key.as_str()).collect();
    let pairs: Vec<Option<Pair<'_>>> = fields.iter().map(|field| pair(field, location)).collect();
    let lists = indexed::lists(&pairs, parameters);
    let mut index = 0;
    while let Some(field) = fields.get(index) {
        if let Some(list) = lists.get(&index) {
            entries.push(lower_list(list, location, parameters));
            index += list.entries;
            continue;
        }
        let repeats = repeats(&fields[index..]);
        if repeats > 1 {
            let values = fields[index..index + repeats]
                .iter()
                .filter_map(|field| text_of(field))
                .collect();
            entries.push(lower_parameter(
                field,
                Given::Texts(values),
                location,
                parameters,
            ));
        } else if !field.disabled || keys.insert(&field.key) {
            entries.extend(lower_field(field, location, parameters));
        }
        index += repeats.max(1);
    }
    entries
}

/// A field that can be the value of a list.
fn pair(field: &FormParam, location: Location) -> Option<Pair<'_>> {
    let text = text_of(field)?;
    let is_file =
        location == Location::FormData && prose::placeholder(text) == Some(Placeholder::Binary);
    let is_plain = field.content_type.is_none() && field.file_name.is_none() && !is_file;
    is_plain.then_some(Pair {
        key: &field.key,
        text,
        pointer: &field.pointer,
        description: field.description.as_deref(),
        enabled: !field.disabled,
    })
}

fn lower_list(list: &List<'_>, location: Location, parameters: &mut Parameters<'_>) -> FormEntry {
    let given = list.given(parameters, &str::to_owned);
    let parameter = parameters.add(&list.entry(location, given));
    FormEntry {
        key: vec![Segment::Literal(list.wire_name.to_owned())],
        value: vec![Segment::Parameter(parameter)],
        content_type: None,
        file_name: None,
    }
}

fn text_of(field: &FormParam) -> Option<&str> {
    match &field.value {
        FormValue::Text(text) => Some(text),
        _ => None,
    }
}

/// How many enabled text fields at the front are alike but for their values: one list.
fn repeats(fields: &[&FormParam]) -> usize {
    let is_plain = |field: &FormParam| {
        !field.disabled
            && text_of(field).is_some()
            && !field.key.is_empty()
            && !template::has_variable(&field.key)
    };
    let Some(first) = fields.first().filter(|field| is_plain(field)) else {
        return 0;
    };
    let is_alike = |field: &FormParam| {
        field.key == first.key
            && field.content_type == first.content_type
            && field.file_name == first.file_name
    };
    fields
        .iter()
        .take_while(|field| is_plain(field) && is_alike(field))
        .count()
}

fn lower_field(
    field: &FormParam,
    location: Location,
    parameters: &mut Parameters<'_>,
) -> Option<FormEntry> {
    let is_mixed =
        |text: &str| template::has_variable(text) && template::only_variable(text).is_none();
    if template::has_variable(&field.key) && field.disabled {
        return None;
    }
    if let FormValue::Text(text) = &field.value
        && !template::has_variable(&field.key)
        && let Some(shape) = json(field, text, parameters)
    {
        let given = Given::Json(text, shape.ty, shape.evidence);
        return Some(lower_parameter(field, given, location, parameters));
    }
    Some(match &field.value {
        FormValue::Text(text)
            if !field.disabled && (is_mixed(text) || template::has_variable(&field.key)) =>
        {
            let text = parameters.values().without_nesting(text);
            let value = parameters.segments(&text, &field.pointer, str::to_owned);
            entry(field, value, parameters)
        }
        // Text cannot carry the content of a file.
        FormValue::Text(text)
            if location == Location::FormData
                && prose::placeholder(text) == Some(Placeholder::Binary) =>
        {
            let given = Given::Binary(text);
            lower_parameter(field, given, location, parameters)
        }
        FormValue::Text(text) => {
            let given = parameters.given(&field.key, text);
            lower_parameter(field, given, location, parameters)
        }
        FormValue::Texts(texts) => {
            let texts = texts.iter().map(String::as_str).collect();
            lower_parameter(field, Given::Texts(texts), location, parameters)
        }
        FormValue::Files(paths) => {
            lower_parameter(field, Given::Files(paths), location, parameters)
        }
        FormValue::Base64(content) => {
            lower_parameter(field, Given::Base64(content), location, parameters)
        }
    })
}

/// The type of a field whose text is JSON; [`None`] for other text.
fn json(field: &FormParam, text: &str, parameters: &mut Parameters<'_>) -> Option<BodyShape> {
    let context = &parameters.context;
    let declared = context.declared_value(&field.pointer);
    let declared = declared
        .map(|value| value.shape)
        .filter(|shape| !matches!(shape, Shape::Any | Shape::Scalar(_) | Shape::Values(_)));
    let mut types = Types::new(&mut parameters.type_names);
    let shape = types::part(&field.key, text, declared, context, &mut types, &mut |_| {})?;
    parameters.types.extend(types.finish());
    Some(shape)
}

fn lower_parameter(
    field: &FormParam,
    given: Given<'_>,
    location: Location,
    parameters: &mut Parameters<'_>,
) -> FormEntry {
    let parameter = parameters.add(&Entry {
        location,
        wire_name: &field.key,
        pointer: &field.pointer,
        description: field.description.as_deref(),
        enabled: !field.disabled,
        given,
        rule: Rule::Marked,
    });
    entry(field, vec![Segment::Parameter(parameter)], parameters)
}

fn entry(field: &FormParam, value: Vec<Segment>, parameters: &mut Parameters<'_>) -> FormEntry {
    let key = parameters.values().without_nesting(&field.key);
    let resolved = |text: &Option<String>| parameters.values().resolve(text.as_deref()?).ok();
    FormEntry {
        content_type: resolved(&field.content_type),
        file_name: resolved(&field.file_name),
        key: parameters.segments(&key, &field.pointer, str::to_owned),
        value,
    }
}
