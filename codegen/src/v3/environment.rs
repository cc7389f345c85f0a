//! Environments and globals.

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::source::Source;

use super::pairs;
use super::part::Part;
use super::yaml;

/// The JSON of an environment or globals file.
///
/// # Errors
///
/// A diagnostic, where the file is not YAML.
pub(crate) fn environment(source: &Source) -> Result<String, Box<Diagnostic>> {
    let node = yaml::read(source)?;
    let is_global = source.path.contains(".globals.");
    let values = pairs::list(node.get("values")).unwrap_or_else(|| Part::list(Vec::new()));
    let (value, _) = Part::object()
        .with("name", node.get("name").map(Part::scalar))
        .with("values", values)
        .with(
            "_postman_variable_scope",
            is_global.then(|| Part::new("globals")),
        )
        .document();
    Ok(Value::to_string(&value))
}

/// The paths of collections in `.postman/resources.yaml`, relative to its folder.
///
/// # Errors
///
/// A diagnostic, where the file is not YAML.
pub(crate) fn collections(source: &Source) -> Result<Vec<String>, Box<Diagnostic>> {
    let node = yaml::read(source)?;
    let in_cloud = node
        .get("cloudResources")
        .and_then(|it| it.get("collections"));
    let in_cloud = in_cloud.map_or(&[][..], yaml::Node::entries).iter();
    let local = node
        .get("localResources")
        .and_then(|it| it.get("collections"));
    let local = local.map_or(&[][..], yaml::Node::items).iter();
    let paths = in_cloud.map(|(path, _)| path.as_str());
    let all = paths.chain(local.filter_map(yaml::Node::text));
    Ok(all.map(str::to_owned).collect())
}
