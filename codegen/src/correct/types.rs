//! Corrections of structs, enums and unions, wherever a type with the name is defined.
//!
//! While types are corrected, each has a number instead of its name, in its definition and wherever it is named. To look for
//! the uses of each of thousands of renamed types would take too long.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::api::{Api, Enum, Field, Ident, Operation, Type, TypeDef};
use crate::config::{Correction, TypeCorrection};
use crate::names::{self, Scope};
use crate::pattern;

use super::parse_type::KnownTypes;
use super::value::{self, Names, Slot, Value};
use super::{ConfigReport, unused};

/// The types of an API, while they are corrected.
pub(super) struct Types<'a> {
    /// Those of each operation.
    own: Vec<Module<'a>>,
    shared: Module<'a>,
    /// By number.
    all: Vec<Numbered>,
    by_name: BTreeMap<String, BTreeSet<usize>>,
    /// The operations that name a shared type, by its number.
    users: HashMap<usize, BTreeSet<usize>>,
    /// The operations with a type that was corrected.
    corrected: BTreeSet<usize>,
}

/// A type: where its definition is, and its name.
struct Numbered {
    /// The operation that has it, if it is not shared.
    operation: Option<usize>,
    position: usize,
    name: Ident,
}

/// The definitions of a module, and the names that are in use there.
struct Module<'a> {
    defs: &'a mut Vec<TypeDef>,
    /// Their names.
    names: BTreeSet<String>,
    numbers: HashMap<String, usize>,
    /// Their names and what else new ones cannot have.
    scope: Scope,
}

impl<'a> Module<'a> {
    fn new(defs: &'a mut Vec<TypeDef>, taken: impl IntoIterator<Item = String>) -> Self {
        let mut scope = Scope::new();
        for name in taken {
            scope.reserve(&name);
        }
        Self {
            defs,
            names: BTreeSet::new(),
            numbers: HashMap::new(),
            scope,
        }
    }

    fn insert(&mut self, name: &Ident, number: usize) {
        self.names.insert(name.to_string());
        self.numbers.insert(name.to_string(), number);
        self.scope.reserve(name.as_str());
    }

    fn remove(&mut self, name: &Ident) {
        self.names.remove(name.as_str());
        self.numbers.remove(name.as_str());
        self.scope.release(name.as_str());
    }
}

/// The name that stands for a number.
fn placeholder(number: usize) -> Ident {
    Ident::new(format!("T{number}"))
}

fn number_of(placeholder: &Ident) -> Option<usize> {
    placeholder.as_str().strip_prefix('T')?.parse().ok()
}

impl<'a> Types<'a> {
    /// The types of an API, which get numbers.
    pub(super) fn of(api: &'a mut Api) -> Self {
        let api_type = api.type_name.to_string();
        let (operations, shared) = api.parts_mut();
        let mut types = Self {
            own: Vec::new(),
            shared: Module::new(shared, [api_type.clone()]),
            all: Vec::new(),
            by_name: BTreeMap::new(),
            users: HashMap::new(),
            corrected: BTreeSet::new(),
        };
        types.number(None);
        for def in types.shared.defs.iter_mut() {
            for ty in def.types_mut() {
                rename(ty, &[&types.shared.numbers]);
            }
        }
        for (index, operation) in operations.into_iter().enumerate() {
            let taken = Operation::own_names(operation.type_name.as_str());
            let taken = taken.into_iter().chain([api_type.clone()]);
            let numbers = types.numbers_of(&operation.types);
            for ty in operation.types_mut() {
                let shared = rename(ty, &[&numbers, &types.shared.numbers]);
                let shared = shared.filter(|number| *number < types.shared.numbers.len());
                if let Some(number) = shared {
                    types.users.entry(number).or_default().insert(index);
                }
            }
            types.own.push(Module::new(&mut operation.types, taken));
            types.number(Some(index));
        }
        types
    }

    /// The numbers that definitions will get.
    fn numbers_of(&self, defs: &[TypeDef]) -> HashMap<String, usize> {
        let numbers = self.all.len()..;
        let names = defs.iter().map(|def| def.name().to_string());
        names.zip(numbers).collect()
    }

    /// Gives numbers to the definitions of a module.
    fn number(&mut self, operation: Option<usize>) {
        for position in 0..self.module(operation).defs.len() {
            self.add(operation, position);
        }
    }

    /// Gives the next number to a definition.
    fn add(&mut self, operation: Option<usize>, position: usize) {
        let number = self.all.len();
        let module = self.module(operation);
        let def = module.defs[position].name_mut();
        let name = std::mem::replace(def, placeholder(number));
        module.insert(&name, number);
        let same = self.by_name.entry(name.to_string()).or_default();
        same.insert(number);
        self.all.push(Numbered {
            operation,
            position,
            name,
        });
    }

    fn module(&mut self, operation: Option<usize>) -> &mut Module<'a> {
        match operation {
            Some(index) => &mut self.own[index],
            None => &mut self.shared,
        }
    }

    /// The names of all types.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The names that a key selects.
    pub(super) fn selected(&self, key: &str) -> Vec<String> {
        let exact = self.by_name.get_key_value(key);
        let selected = pattern::select(key, exact.map(|(name, _)| &**name), self.names());
        selected.into_iter().map(str::to_owned).collect()
    }

    /// The JSON keys of structs and the values of enums that have a name.
    pub(super) fn parts(&self, name: &str) -> BTreeSet<&str> {
        let mut parts = BTreeSet::new();
        for number in self.by_name.get(name).into_iter().flatten() {
            match self.def(*number) {
                TypeDef::Struct(def) => parts.extend(def.fields.iter().map(|it| &*it.wire_name)),
                TypeDef::Enum(def) => parts.extend(def.variants.iter().map(|it| &*it.value)),
                TypeDef::Union(_) => {}
            }
        }
        parts
    }

    fn def(&self, number: usize) -> &TypeDef {
        let numbered = &self.all[number];
        let module = match numbered.operation {
            Some(index) => &self.own[index],
            None => &self.shared,
        };
        &module.defs[numbered.position]
    }

    /// Applies a correction to all types of the name.
    pub(super) fn apply(
        &mut self,
        correction: &Correction<TypeCorrection>,
        report: &mut ConfigReport<'_>,
    ) {
        let called = self.by_name.get(&correction.key).cloned();
        for number in called.unwrap_or_default() {
            self.apply_to_fields(number, correction, report);
            let Numbered {
                operation,
                position,
                ..
            } = self.all[number];
            self.corrected.extend(operation);
            if let TypeDef::Enum(def) = &mut self.module(operation).defs[position] {
                apply_to_values(def, correction, report);
            }
            if let Some(new) = &correction.change.rename {
                self.rename(number, new, report);
            }
        }
    }

    /// Corrects the fields of a struct.
    fn apply_to_fields(
        &mut self,
        number: usize,
        correction: &Correction<TypeCorrection>,
        report: &mut ConfigReport<'_>,
    ) {
        let TypeDef::Struct(def) = self.def(number) else {
            return;
        };
        let mut fields = Scope::holding(def.fields.iter().map(|field| field.name.as_str()));
        let by_key = def.fields.iter().map(|field| field.wire_name.clone());
        let by_key: HashMap<String, usize> = by_key.zip(0..).collect();
        for change in &correction.change.fields {
            let Some(index) = by_key.get(&change.key) else {
                continue;
            };
            let Numbered {
                operation,
                position,
                ..
            } = self.all[number];
            let (module, elsewhere) = match operation {
                Some(index) => (&mut self.own[index], Some(&self.shared)),
                None => (&mut self.shared, None),
            };
            let TypeDef::Struct(def) = &mut module.defs[position] else {
                return;
            };
            let old = def.fields[*index].name.clone();
            fields.release(old.as_str());
            let mut names = Names {
                fields: &mut fields,
                types: &mut module.scope,
                types_elsewhere: elsewhere.map(|it| &it.scope),
                known_types: &KnownTypes {
                    shared: elsewhere.map(|it| &it.names),
                    own: Some(&module.names),
                },
            };
            let slot = Slot::Field {
                ty: &def.fields[*index].ty,
                is_read: def.uses.decode,
            };
            let mut new = value::read(change, slot, &mut names, report);
            if let Some(def) = new.def.take() {
                module.defs.push(def);
                let position = module.defs.len() - 1;
                self.add(operation, position);
            }
            if let Some(ty) = &mut new.ty {
                self.number_type(ty, operation);
            }
            let closed = new.closed;
            let defs = &mut *self.module(operation).defs;
            let TypeDef::Struct(def) = &mut defs[position] else {
                return;
            };
            let field = &mut def.fields[*index];
            set(field, new);
            fields.reserve(field.name.as_str());
            if let Some(closed) = closed {
                let named = field.ty.named().and_then(number_of);
                let named = named.map(|number| &self.all[number]);
                let own = named.filter(|it| it.operation == operation);
                let position = own.map(|own| own.position);
                let def = position.map(|position| &mut self.module(operation).defs[position]);
                value::set_closed(def, closed, change, report);
            }
        }
    }

    /// Replaces the name in a type of a module by its number.
    fn number_type(&mut self, ty: &mut Type, operation: Option<usize>) {
        let Some(index) = operation else {
            rename(ty, &[&self.shared.numbers]);
            return;
        };
        let number = rename(ty, &[&self.own[index].numbers, &self.shared.numbers]);
        let is_shared = |number: &usize| self.all[*number].operation.is_none();
        if let Some(number) = number.filter(is_shared) {
            self.users.entry(number).or_default().insert(index);
        }
    }

    /// Gives a type another name, if that is free wherever it is used.
    fn rename(&mut self, number: usize, new: &Correction<()>, report: &mut ConfigReport<'_>) {
        let operation = self.all[number].operation;
        let users = self.users.get(&number).into_iter().flatten();
        // The modules that import a shared type have to have its new name free.
        let mut elsewhere: Vec<&Scope> = users.map(|user| &self.own[*user].scope).collect();
        let module = match operation {
            Some(index) => {
                elsewhere = vec![&self.shared.scope];
                &mut self.own[index].scope
            }
            None => &mut self.shared.scope,
        };
        let is_taken = elsewhere.iter().any(|scope| scope.contains(&new.key));
        let name = names::type_name;
        let Some(name) = report.name_if(!is_taken, &new.key, name, module, new.position) else {
            return;
        };
        let old = std::mem::replace(&mut self.all[number].name, name.clone());
        let module = self.module(operation);
        module.remove(&old);
        module.insert(&name, number);
        if let Some(same) = self.by_name.get_mut(old.as_str()) {
            same.remove(&number);
            if same.is_empty() {
                self.by_name.remove(old.as_str());
            }
        }
        let same = self.by_name.entry(name.to_string()).or_default();
        same.insert(number);
    }

    /// Ends the corrections.
    pub(super) fn done(self) -> Corrected {
        Corrected {
            names: self.all.into_iter().map(|it| it.name).collect(),
            operations: self.corrected,
        }
    }
}

/// What is left to do after types were corrected.
pub(super) struct Corrected {
    /// By number.
    names: Vec<Ident>,
    operations: BTreeSet<usize>,
}

/// Replaces the numbers of types by their names, and removes the types that corrected operations do not use any more.
pub(super) fn write_names(api: &mut Api, corrected: &Corrected) {
    let names = &corrected.names;
    let name_of = |number: &Ident| number_of(number).and_then(|number| names.get(number).cloned());
    let rename_def = |def: &mut TypeDef| {
        if let Some(name) = name_of(def.name()) {
            *def.name_mut() = name;
        }
    };
    let (operations, shared) = api.parts_mut();
    for def in shared {
        rename_def(def);
        for ty in def.types_mut() {
            ty.rename(&name_of);
        }
    }
    for (index, operation) in operations.into_iter().enumerate() {
        if corrected.operations.contains(&index) {
            unused::remove(operation);
        }
        operation.types.iter_mut().for_each(rename_def);
        operation.types_mut().for_each(|ty| ty.rename(&name_of));
    }
}

/// Replaces the name in a type by the number that the first of some modules has for it, which is returned.
fn rename(ty: &mut Type, modules: &[&HashMap<String, usize>]) -> Option<usize> {
    let name = ty.named()?.as_str();
    let number = modules.iter().find_map(|numbers| numbers.get(name))?;
    ty.rename(&|_| Some(placeholder(*number)));
    Some(*number)
}

/// Names the values of an enum.
fn apply_to_values(
    def: &mut Enum,
    correction: &Correction<TypeCorrection>,
    report: &mut ConfigReport<'_>,
) {
    if correction.change.values.is_empty() {
        return;
    }
    let mut scope = Scope::holding(def.variants.iter().map(|variant| variant.name.as_str()));
    let values = def.variants.iter().map(|variant| variant.value.clone());
    let by_value: HashMap<String, usize> = values.zip(0..).collect();
    for value in &correction.change.values {
        let Some(index) = by_value.get(&value.key) else {
            continue;
        };
        let name = &mut def.variants[*index].name;
        let (new, position) = (&value.change, value.position);
        report.rename(name, new, names::variant, &mut scope, position);
    }
}

/// Corrects a field.
fn set(field: &mut Field, new: Value) {
    field.name = new.name.unwrap_or_else(|| field.name.clone());
    field.ty = new.ty.unwrap_or_else(|| field.ty.clone());
    field.required = new.required.unwrap_or(field.required);
    field.nullable = new.nullable.unwrap_or(field.nullable);
    // What the user decides is not changed: a list that can be missing is an `Option`.
    let is_decided = new.required.is_some() || new.nullable.is_some();
    field.empty_if_missing &= !is_decided && matches!(field.ty, Type::List(_));
}
