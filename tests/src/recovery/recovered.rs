//! The claims of the generator's model.

use std::collections::BTreeMap;

use codegen::api::{
    Api, AuthUse, Folder, Location, Operation, Parameter, Payload, Presence, SchemeKind,
    TextFormat, Type, TypeDef,
};

use super::{Claim, Claims, Kind};

/// All that was understood of an API.
#[must_use]
pub fn recovered(api: &Api) -> Claims {
    let mut operations: Vec<&Operation> = api.operations.iter().collect();
    let mut folders: Vec<&Folder> = api.folders.iter().collect();
    while let Some(folder) = folders.pop() {
        operations.extend(&folder.operations);
        folders.extend(&folder.folders);
    }
    operations
        .into_iter()
        .map(|operation| {
            let reader = Reader { api, operation };
            (reader.name(), reader.claims())
        })
        .collect()
}

struct Reader<'a> {
    api: &'a Api,
    operation: &'a Operation,
}

impl Reader<'_> {
    /// `GET /parcels/{parcelId}`, as `OpenAPI` writes it.
    fn name(&self) -> String {
        let path = self.operation.path_template.split('/').map(|segment| {
            match segment.strip_prefix(':') {
                Some(variable) => format!("{{{variable}}}"),
                None => segment.to_owned(),
            }
        });
        let path: Vec<String> = path.collect();
        format!("{} {}", self.operation.method, path.join("/"))
    }

    fn claims(&self) -> BTreeMap<String, Claim> {
        let mut claims = BTreeMap::new();
        for parameter in &self.operation.parameters {
            self.parameter(parameter, &mut claims);
        }
        for answer in &self.operation.responses {
            let status = answer
                .status
                .map_or_else(|| "default".to_owned(), |status| status.to_string());
            match &answer.payload {
                Payload::Json(ty) => self.value(&status, ty, true, &mut claims),
                plain => {
                    let kind = match plain {
                        Payload::Empty => Kind::Empty,
                        Payload::Text => Kind::Text,
                        Payload::Bytes => Kind::File,
                        _ => Kind::Any,
                    };
                    claims.insert(status, Claim::of(kind, true));
                }
            }
        }
        claims.insert("auth".to_owned(), self.auth());
        claims
    }

    fn parameter(&self, parameter: &Parameter, claims: &mut BTreeMap<String, Claim>) {
        let required = parameter.presence == Presence::Required;
        let place = match parameter.location {
            Location::Body => return self.value("body", &parameter.ty, true, claims),
            Location::FormData | Location::Urlencoded => "form",
            place => place.as_str(),
        };
        // The value that the item sends by default says nothing about the server's default.
        let default = match parameter.presence {
            Presence::Default(_) | Presence::Preset(_) => None,
            _ => parameter.default.clone(),
        };
        let claim = Claim {
            default,
            ..self.claim(&parameter.ty, required)
        };
        claims.insert(format!("{place} {}", parameter.wire_name), claim);
    }

    /// A value in JSON, and all that is in it.
    fn value(&self, place: &str, ty: &Type, required: bool, claims: &mut BTreeMap<String, Claim>) {
        let claim = self.claim(ty, required);
        claims.insert(place.to_owned(), claim);
        match ty {
            Type::List(item) => self.value(&format!("{place}[]"), item, true, claims),
            Type::Map(value) => self.value(&format!("{place}{{}}"), value, true, claims),
            Type::Nullable(inner) => self.value(place, inner, false, claims),
            Type::Named(_) => {
                if let Some(TypeDef::Struct(def)) = self.definition(ty) {
                    for field in &def.fields {
                        let place = format!("{place}.{}", field.wire_name);
                        self.value(&place, &field.ty, field.required, claims);
                    }
                }
            }
            _ => {}
        }
    }

    fn claim(&self, ty: &Type, required: bool) -> Claim {
        let kind = match ty {
            Type::String | Type::External(_) => Kind::Text,
            Type::Bool => Kind::Boolean,
            Type::I32 | Type::I64 | Type::U64 => Kind::Integer,
            Type::F32 | Type::F64 => Kind::Number,
            Type::Json => Kind::Any,
            Type::File => Kind::File,
            Type::List(_) => Kind::List,
            Type::Map(_) => Kind::Map,
            Type::Nullable(inner) => self.claim(inner, false).kind,
            Type::Named(_) => match self.definition(ty) {
                Some(TypeDef::Struct(_)) => Kind::Object,
                Some(TypeDef::Union(_)) => Kind::Union,
                Some(TypeDef::Enum(_)) | None => Kind::Text,
            },
        };
        match self.definition(ty) {
            Some(TypeDef::Enum(def)) => Claim {
                values: Some(def.variants.iter().map(|it| it.value.clone()).collect()),
                closed: def.closed,
                ..Claim::of(kind, required)
            },
            _ => Claim {
                format: format(ty),
                ..Claim::of(kind, required)
            },
        }
    }

    fn definition(&self, ty: &Type) -> Option<&TypeDef> {
        let Type::Named(name) = ty else {
            return None;
        };
        let mut known = self.operation.types.iter().chain(&self.api.types);
        known.find(|def| def.name() == name)
    }

    fn auth(&self) -> Claim {
        let scheme = match self.operation.auth {
            AuthUse::None => "none",
            AuthUse::Scheme(index) => match &self.api.schemes[index].kind {
                SchemeKind::Header { .. } => "header",
                kind => kind.as_str(),
            },
        };
        Claim {
            values: Some([scheme.to_owned()].into()),
            closed: true,
            ..Claim::of(Kind::Text, true)
        }
    }
}

/// The format that a type represents, if `[types]` of `codegen.toml` has the usual type of each.
fn format(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::I32 => Some("int32"),
        Type::I64 => Some("int64"),
        Type::F32 => Some("float"),
        Type::F64 => Some("double"),
        Type::External(path) => TextFormat::ALL
            .into_iter()
            .find(|format| format.rust_type() == path)
            .map(TextFormat::key),
        Type::Nullable(inner) => format(inner),
        _ => None,
    }
}
