//! What types derive beyond what each has: as asked for all of them, where it can hold, and as asked for one.
//!
//! A type can derive a trait if all that it holds has it, so asking for one type asks for those in it too.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Derive, Ident, Obstacle, Type, TypeDef, external};
use crate::config::Correction;
use crate::diagnostic::{Code, Severity};
use crate::list::types;
use crate::pattern;
use crate::suggest;

use super::ConfigReport;

/// The owner of a type: its operation by number, or none for a shared type.
type Home = Option<usize>;

/// Adds derives to the types of an API.
pub(super) fn apply(api: &mut Api, report: &mut ConfigReport<'_>) {
    let config = report.config;
    let asks_one = config.types.iter().any(|it| !it.change.derives.is_empty());
    if config.derives.is_empty() && !asks_one {
        return;
    }
    let mut all = Types::of(api);
    let wide: Vec<(Asked, &Correction<()>)> = config
        .derives
        .iter()
        .filter_map(|wanted| Some((read(wanted, report)?, wanted)))
        .collect();
    let mut one = Vec::new();
    for correction in &config.types {
        for wanted in &correction.change.derives {
            let new = correction.change.rename.as_ref();
            let name = new.map_or(&correction.key, |new| &new.key);
            let asked = read(wanted, report);
            one.extend(asked.map(|asked| (asked, wanted, all.called(name))));
        }
    }
    for derive in Derive::ALL {
        all.decide(derive, &wide, &one, report);
    }
    for (asked, ..) in &wide {
        if let Asked::Path(path) = asked {
            all.add(path, &all.everything());
        }
    }
    for (asked, _, of) in &one {
        if let Asked::Path(path) = asked {
            all.add(path, of);
        }
    }
    all.write_to(api);
}

/// A derive that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    Known(Derive),
    /// A path, which is taken as it is.
    Path(String),
}

impl Asked {
    /// Whether a derive is asked for, or needed by it.
    fn brings(&self, derive: Derive) -> bool {
        match self {
            Self::Known(asked) => *asked == derive || asked.needs().contains(&derive),
            Self::Path(_) => false,
        }
    }
}

/// Reads a derive; what is none is an error, and what each type has anyway nothing.
fn read(wanted: &Correction<()>, report: &mut ConfigReport<'_>) -> Option<Asked> {
    let name = wanted.key.trim();
    if matches!(name, "Debug" | "Clone") {
        return None;
    }
    if let Some(known) = Derive::ALL
        .into_iter()
        .find(|derive| derive.as_str() == name)
    {
        return Some(Asked::Known(known));
    }
    if name.contains("::") && external::is_path(name) {
        return Some(Asked::Path(name.to_owned()));
    }
    let message = format!("unknown derive `{name}`");
    let help = if matches!(name, "Serialize" | "Deserialize") {
        "enable feature `serde` of `client`, which implements serde's traits for all types"
            .to_owned()
    } else {
        suggest::help(name, Derive::ALL.map(Derive::as_str)).unwrap_or_else(|| {
            "write the path of a derive macro, such as `schemars::JsonSchema`".to_owned()
        })
    };
    report.error(Code::ConfigDerive, wanted.position, message, help);
    None
}

/// The types of an API, with what they hold.
struct Types {
    all: Vec<Node>,
    /// By owner and name.
    by_name: BTreeMap<(Home, Ident), usize>,
    /// By name alone.
    called: BTreeMap<String, Vec<usize>>,
    /// The types that hold a type, by its number.
    holders: Vec<Vec<usize>>,
    /// The types that lead to a loop of types, which are boxed there.
    endless: BTreeSet<usize>,
}

struct Node {
    home: Home,
    def: TypeDef,
    /// What it gets.
    derives: Vec<String>,
}

/// Why a type cannot derive a trait.
type Reasons = BTreeMap<usize, String>;

/// A derive for one type: what is asked for, where, and for which types of the name.
type ForOne<'a> = (Asked, &'a Correction<()>, BTreeSet<usize>);

impl Types {
    fn of(api: &Api) -> Self {
        let mut all = Self {
            all: Vec::new(),
            by_name: BTreeMap::new(),
            called: BTreeMap::new(),
            holders: Vec::new(),
            endless: BTreeSet::new(),
        };
        all.extend(None, &api.types);
        for (home, operation) in api.all_operations().into_iter().enumerate() {
            all.extend(Some(home), &operation.types);
        }
        all.holders = vec![Vec::new(); all.all.len()];
        for index in 0..all.all.len() {
            for part in all.parts(index) {
                all.holders[part].push(index);
            }
        }
        all.endless = all.endless();
        all
    }

    fn extend(&mut self, home: Home, defs: &[TypeDef]) {
        for def in defs {
            let number = self.all.len();
            self.by_name.insert((home, def.name().clone()), number);
            let called = self.called.entry(def.name().to_string()).or_default();
            called.push(number);
            self.all.push(Node {
                home,
                def: def.clone(),
                derives: Vec::new(),
            });
        }
    }

    /// The types that a key selects.
    fn called(&self, key: &str) -> BTreeSet<usize> {
        let exact = self.called.get_key_value(key).map(|(name, _)| &**name);
        let names = self.called.keys().map(String::as_str);
        let selected = pattern::select(key, exact, names).into_iter();
        let selected = selected.filter_map(|name| self.called.get(name));
        selected.flatten().copied().collect()
    }

    fn everything(&self) -> BTreeSet<usize> {
        (0..self.all.len()).collect()
    }

    fn add(&mut self, derive: &str, to: &BTreeSet<usize>) {
        for index in to {
            let derives = &mut self.all[*index].derives;
            if !derives.iter().any(|known| known == derive) {
                derives.push(derive.to_owned());
            }
        }
    }

    /// Decides which types get a derive, and says which of those that were asked do not.
    fn decide(
        &mut self,
        derive: Derive,
        wide: &[(Asked, &Correction<()>)],
        one: &[ForOne<'_>],
        report: &mut ConfigReport<'_>,
    ) {
        let is_wide = wide.iter().any(|(asked, _)| asked.brings(derive));
        let asked = one.iter().filter(|(asked, ..)| asked.brings(derive));
        let asked: BTreeSet<usize> = asked.flat_map(|(.., of)| of.iter().copied()).collect();
        let asked = self.with_parts(asked);
        let wanted = if is_wide {
            self.everything()
        } else {
            asked.clone()
        };
        let wanted: BTreeSet<usize> = wanted
            .into_iter()
            .filter(|index| !derive.is_given(&self.all[*index].def))
            .collect();
        let (given, reasons) = self.holding(derive, wanted, &asked);

        let named = |(asked, at): &(Asked, &Correction<()>)| {
            (*asked == Asked::Known(derive)).then_some(at.position)
        };
        if let Some(position) = wide.iter().find_map(named)
            && let Some((first, why)) = reasons.iter().next()
        {
            let others = match reasons.len() - 1 {
                0 => String::new(),
                others => format!(" and {others} more"),
            };
            let message = format!(
                "`{}`{others} cannot derive `{}`: {why}",
                self.all[*first].def.name(),
                derive.as_str()
            );
            let mut note = report.config.error(Code::ConfigDerive, position, message);
            note.severity = Severity::Note;
            report.push(note.help("all other types derive it"));
        }
        for (asked, at, of) in one {
            let failed = of
                .iter()
                .find_map(|index| Some((index, reasons.get(index)?)));
            if let Some((index, why)) = failed.filter(|_| *asked == Asked::Known(derive)) {
                let name = self.all[*index].def.name();
                let message = format!("`{name}` cannot derive `{}`: {why}", derive.as_str());
                let help = format!("remove `{}`, or use other types", derive.as_str());
                report.error(Code::ConfigDerive, at.position, message, help);
            }
        }
        self.add(derive.as_str(), &given);
    }

    /// Those of `wanted` that can derive it, and why the others cannot. What is not known of a type of another crate is
    /// believed of those that are `asked` for.
    fn holding(
        &self,
        derive: Derive,
        wanted: BTreeSet<usize>,
        asked: &BTreeSet<usize>,
    ) -> (BTreeSet<usize>, Reasons) {
        let (mut given, mut reasons) = (wanted, Reasons::new());
        // A type is looked at again after one that it holds has failed.
        let mut left = given.clone();
        while let Some(index) = left.pop_first() {
            let Some(why) = self.problem(index, derive, &given, asked.contains(&index)) else {
                continue;
            };
            given.remove(&index);
            reasons.insert(index, why);
            let holders = self.holders[index].iter();
            left.extend(holders.filter(|holder| given.contains(holder)));
        }
        (given, reasons)
    }

    fn problem(
        &self,
        index: usize,
        derive: Derive,
        given: &BTreeSet<usize>,
        believes: bool,
    ) -> Option<String> {
        let node = &self.all[index];
        let has = |ty: &Type| {
            let part = ty.named().and_then(|name| self.at(name, node.home));
            self.has(ty, derive, node.home, given, believes)
                && !(derive == Derive::Copy && part.is_some_and(|it| self.endless.contains(&it)))
        };
        derive
            .obstacle(&node.def, &has)
            .map(|obstacle| match obstacle {
                Obstacle::Field(field) => format!(
                    "field `{}` has type `{}`",
                    field.wire_name,
                    types::text(&field.ty)
                ),
                Obstacle::Variant(ty) => format!("it has a variant of type `{}`", types::text(ty)),
                Obstacle::NoDefaultValue => "it has no default value".to_owned(),
                Obstacle::NoDefaultVariant => "it has no default variant".to_owned(),
                Obstacle::OpenValues => "it can have undocumented values".to_owned(),
            })
    }

    /// Whether values of a type have a trait.
    fn has(
        &self,
        ty: &Type,
        derive: Derive,
        home: Home,
        given: &BTreeSet<usize>,
        believes: bool,
    ) -> bool {
        let has_named = |name: &Ident| {
            let index = self.at(name, home);
            index.is_some_and(|it| given.contains(&it) || derive.is_given(&self.all[it].def))
        };
        derive.holds_for(ty, &has_named, believes)
    }

    fn at(&self, name: &Ident, home: Home) -> Option<usize> {
        let own = self.by_name.get(&(home, name.clone()));
        own.or_else(|| self.by_name.get(&(None, name.clone())))
            .copied()
    }

    /// The types that a type names.
    fn parts(&self, index: usize) -> BTreeSet<usize> {
        let node = &self.all[index];
        let named = node.def.types().into_iter().filter_map(Type::named);
        named.filter_map(|name| self.at(name, node.home)).collect()
    }

    /// These types with all that they hold.
    fn with_parts(&self, types: BTreeSet<usize>) -> BTreeSet<usize> {
        let mut left: Vec<usize> = types.iter().copied().collect();
        let mut all = types;
        while let Some(index) = left.pop() {
            left.extend(self.parts(index).into_iter().filter(|it| all.insert(*it)));
        }
        all
    }

    /// The types that are left if those are removed, again and again, that hold none of the others.
    fn endless(&self) -> BTreeSet<usize> {
        let mut held: Vec<usize> = self
            .everything()
            .into_iter()
            .map(|it| self.parts(it).len())
            .collect();
        let mut left = self.everything();
        let mut done: Vec<usize> = left.iter().copied().filter(|it| held[*it] == 0).collect();
        while let Some(index) = done.pop() {
            left.remove(&index);
            for holder in &self.holders[index] {
                held[*holder] -= 1;
                done.extend(Some(*holder).filter(|it| held[*it] == 0));
            }
        }
        left
    }

    fn write_to(self, api: &mut Api) {
        let mut nodes = self.all.into_iter();
        let mut write = |defs: &mut Vec<TypeDef>| {
            for (def, node) in defs.iter_mut().zip(&mut nodes) {
                match def {
                    TypeDef::Struct(def) => def.derives = node.derives,
                    TypeDef::Enum(def) => def.derives = node.derives,
                    TypeDef::Union(def) => def.derives = node.derives,
                }
            }
        };
        let (operations, shared) = api.parts_mut();
        write(shared);
        for operation in operations {
            write(&mut operation.types);
        }
    }
}
