//! Names the types that shapes come to.

use std::collections::HashMap;

use crate::api::{
    Docs, Enum, EnumRepr, Evidence, Fact, Field, Ident, Observed, Struct, Tag, Type, TypeDef,
    Union, Unproven, Uses, Variant,
};
use crate::names::{self, Scope};
use crate::shape::{Direction, Listed, Object, Shape, Tagged};
use crate::variables::secrets;

use super::fingerprint::Fingerprint;
use super::nouns;
use super::variants::Objects;

/// In how many lists and maps a type is spelled out; what is deeper is any JSON. rustc and syn call themselves for each type
/// in another one, and a thread has 2 MB of stack.
const NESTED: usize = 12;

/// The types of one operation in the making.
#[derive(Debug)]
pub struct Types<'s> {
    /// The names in use in the operation's module.
    scope: &'s mut Scope,
    defs: Vec<TypeDef>,
    /// Structs and unions by their fingerprint and whether they are read, so that equal ones are one.
    known: HashMap<(Fingerprint, bool), usize>,
}

/// What a type should be called and why it is there.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Its name, if it gets one.
    pub name: &'a str,
    /// Another name, where that is in use.
    pub or: &'a str,
    /// What the operation is about, such as `User`: for values under keys that do not say.
    pub noun: Option<&'a str>,
    /// Which way its values go.
    pub direction: Direction,
    /// What it is inferred from.
    pub evidence: &'a Evidence,
}

impl<'s> Types<'s> {
    /// No types yet, in a module where `scope` is in use.
    pub fn new(scope: &'s mut Scope) -> Self {
        Self {
            scope,
            defs: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// The types that were needed, in order of first use.
    #[must_use]
    pub fn finish(self) -> Vec<TypeDef> {
        self.defs
    }

    /// The types so far.
    #[must_use]
    pub fn defs(&self) -> &[TypeDef] {
        &self.defs
    }

    /// The type for a shape.
    pub fn lower(&mut self, shape: &Shape, wanted: &Wanted<'_>) -> Type {
        let naming = Naming {
            name: names::words(wanted.name),
            parent: names::words(wanted.name),
            is_top: true,
            nested: 0,
        };
        self.of(shape, &naming, wanted)
    }

    fn of(&mut self, shape: &Shape, naming: &Naming, wanted: &Wanted<'_>) -> Type {
        match shape {
            Shape::Unknown | Shape::Any => Type::Json,
            Shape::Scalar(ty) => ty.clone(),
            Shape::List(_) | Shape::Map(_) if naming.nested == NESTED => Type::Json,
            Shape::List(inner) => Type::List(Box::new(self.of(inner, &naming.element(), wanted))),
            Shape::Map(inner) => Type::Map(Box::new(self.of(inner, &naming.element(), wanted))),
            Shape::Nullable(inner) => Type::Nullable(Box::new(self.of(inner, naming, wanted))),
            Shape::Object(object) if object.fields.is_empty() => Type::Map(Box::new(Type::Json)),
            Shape::Object(_) | Shape::Union(_) | Shape::Tagged(_) | Shape::Values(_) => {
                let key = (Fingerprint::of(shape), uses(wanted.direction).decode);
                if let Some(&at) = self.known.get(&key) {
                    self.observe(shape, wanted.direction);
                    return Type::Named(self.defs[at].name().clone());
                }
                let name = self.name(naming, wanted);
                let at = self.hold(&name);
                self.known.insert(key, at);
                let parent = names::words(name.as_str());
                let def = match shape {
                    Shape::Union(shapes) => self.union_of(shapes, &name, &parent, wanted),
                    Shape::Tagged(tagged) => self.tagged_union_of(tagged, &name, &parent, wanted),
                    Shape::Object(object) => self.struct_of(object, &name, &parent, wanted),
                    Shape::Values(listed) => {
                        let (direction, evidence) = (wanted.direction, wanted.evidence);
                        TypeDef::Enum(enum_of(listed, &name, direction, evidence))
                    }
                    _ => unreachable!("the pattern above names four shapes"),
                };
                self.defs[at] = def;
                Type::Named(name)
            }
        }
    }

    /// Adds the values that a shape shows to the type of an equal shape.
    fn observe(&mut self, shape: &Shape, direction: Direction) {
        let object = match shape {
            Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) => {
                return self.observe(inner, direction);
            }
            Shape::Object(object) => object,
            _ => return,
        };
        let key = (Fingerprint::of(shape), uses(direction).decode);
        let Some(&at) = self.known.get(&key) else {
            return;
        };
        if let TypeDef::Struct(def) = &mut self.defs[at] {
            for (field, member) in def.fields.iter_mut().zip(&object.fields) {
                if !field.is_secret {
                    field.observed.merge(&member.observed);
                }
            }
        }
        for member in &object.fields {
            self.observe(&member.shape, direction);
        }
    }

    /// Keeps a position in the order of types for one that is not known yet.
    fn hold(&mut self, name: &Ident) -> usize {
        self.defs.push(TypeDef::Struct(Struct {
            name: name.clone(),
            docs: Docs::default(),
            fields: Vec::new(),
            uses: Uses::default(),
            evidence: Evidence::default(),
            derives: Vec::new(),
        }));
        self.defs.len() - 1
    }

    fn name(&mut self, naming: &Naming, wanted: &Wanted<'_>) -> Ident {
        let qualified = naming.qualified();
        let noun = wanted.noun.map(names::words);
        let (own, alternatives) = match noun {
            _ if naming.is_top => (naming.name.clone(), vec![names::words(wanted.or)]),
            Some(noun) if nouns::is_generic(&naming.name) => {
                let with_key = names::joined(&noun, &naming.name);
                (noun, vec![with_key, qualified])
            }
            Some(noun) => {
                let with_noun = names::joined(&noun, &naming.name);
                (naming.name.clone(), vec![qualified, with_noun])
            }
            None => (naming.name.clone(), vec![qualified]),
        };
        let holder = wanted
            .noun
            .map_or_else(|| naming.parent.join(" "), str::to_owned);
        let name = |words: &[String]| {
            if naming.is_top {
                // The name of an operation is short enough, and shortened again it would lose what follows it.
                names::json_type_of(words)
            } else {
                names::json_type_name_of(&words.join(" "), Some(&holder))
            }
        };
        let alternatives: Vec<Ident> = alternatives.iter().map(|words| name(words)).collect();
        self.scope.unique_or(&name(&own), &alternatives)
    }

    fn struct_of(
        &mut self,
        object: &Object,
        name: &Ident,
        parent: &[String],
        wanted: &Wanted<'_>,
    ) -> TypeDef {
        let mut scope = Scope::new();
        let fields = object
            .fields
            .iter()
            .map(|member| {
                let naming = Naming {
                    name: names::words(&member.key),
                    parent: parent.to_vec(),
                    is_top: false,
                    nested: 0,
                };
                let ty = self.of(&member.shape, &naming, wanted);
                let is_secret = ty != Type::Bool && secrets::names_secret(&member.key);
                Field {
                    wire_name: member.key.clone(),
                    name: scope.unique(&names::field(&member.key)),
                    is_secret,
                    ty,
                    required: member.required,
                    nullable: member.nullable,
                    empty_if_missing: false,
                    observed: if is_secret {
                        Observed::default()
                    } else {
                        member.observed.clone()
                    },
                    docs: match member.format {
                        Some(format) => Docs::from_clean_lines(vec![format.to_owned()]),
                        None => member.docs.clone(),
                    },
                }
            })
            .collect();
        TypeDef::Struct(Struct {
            name: name.clone(),
            docs: Docs::default(),
            fields,
            uses: uses(wanted.direction),
            evidence: Evidence {
                facts: wanted.evidence.facts.clone(),
                unproven: unproven(object),
            },
            derives: Vec::new(),
        })
    }

    /// Shapes that are discriminated by the fields that only one of them has; anything else is kept as JSON.
    fn union_of(
        &mut self,
        shapes: &[Shape],
        name: &Ident,
        parent: &[String],
        wanted: &Wanted<'_>,
    ) -> TypeDef {
        let mut scope = Scope::holding(["Other"]);
        let objects = Objects::among(shapes);
        let mut ordered: Vec<&Shape> = shapes.iter().collect();
        ordered.sort_by_key(|shape| std::cmp::Reverse(demands(shape)));
        let mut variants: Vec<(Ident, Type)> = ordered
            .into_iter()
            .map(|shape| {
                let word = objects.distinguishing(shape);
                let variant = scope.unique(&names::variant(&word));
                let naming = Naming {
                    name: names::joined(parent, &names::words(&word)),
                    parent: parent.to_vec(),
                    is_top: false,
                    nested: 0,
                };
                (variant, self.of(shape, &naming, wanted))
            })
            .collect();
        variants.push((Ident::new("Other"), Type::Json));
        TypeDef::Union(Union {
            name: name.clone(),
            docs: Docs::default(),
            variants,
            tag: None,
            uses: uses(wanted.direction),
            evidence: wanted.evidence.clone(),
            derives: Vec::new(),
        })
    }

    /// Objects that say what they are; those that say something else are kept as JSON.
    fn tagged_union_of(
        &mut self,
        tagged: &Tagged,
        name: &Ident,
        parent: &[String],
        wanted: &Wanted<'_>,
    ) -> TypeDef {
        let mut scope = Scope::holding(["Other"]);
        let mut variants: Vec<(Ident, Type)> = Vec::new();
        let mut values = Vec::new();
        for (texts, object) in &tagged.variants {
            let word = &texts[0];
            let naming = Naming {
                name: names::joined(parent, &names::words(word)),
                parent: parent.to_vec(),
                is_top: false,
                nested: 0,
            };
            let mut object = object.clone();
            // It is what the variant was chosen by.
            for member in object.fields.iter_mut().filter(|it| it.key == tagged.key) {
                member.required = true;
            }
            let ty = self.of(&Shape::Object(object), &naming, wanted);
            variants.push((scope.unique(&names::variant(word)), ty));
            values.push(texts.clone());
        }
        variants.push((Ident::new("Other"), Type::Json));
        TypeDef::Union(Union {
            name: name.clone(),
            docs: Docs::default(),
            variants,
            tag: Some(Tag {
                key: tagged.key.clone(),
                values,
            }),
            uses: uses(wanted.direction),
            evidence: wanted.evidence.clone(),
            derives: Vec::new(),
        })
    }
}

/// Listed values. A response can have others.
pub fn enum_of(listed: &Listed, name: &Ident, direction: Direction, evidence: &Evidence) -> Enum {
    let closed = listed.closed && direction == Direction::Request;
    let mut scope = Scope::of_variants(closed);
    let variants = listed.values.iter().map(|(value, docs)| Variant {
        name: scope.unique(&names::variant(value)),
        value: value.clone(),
        docs: docs.clone(),
    });
    let phrase = listed.phrase.clone();
    Enum {
        name: name.clone(),
        docs: Docs::default(),
        variants: variants.collect(),
        closed,
        repr: EnumRepr::String,
        uses: uses(direction),
        evidence: phrase.map_or_else(
            || evidence.clone(),
            |phrase| Evidence::of(Fact::ListedValues(phrase)),
        ),
        derives: Vec::new(),
    }
}

/// The fields that are optional though no sample lacks them.
fn unproven(object: &Object) -> Unproven {
    let mut fields = object.fields.iter();
    if !fields.clone().any(|field| field.in_all && !field.required) {
        Unproven::None
    } else if fields.any(|field| field.required) {
        Unproven::Some
    } else {
        Unproven::All
    }
}

/// The position of a type, as words.
struct Naming {
    name: Vec<String>,
    /// The name of the enclosing type.
    parent: Vec<String>,
    /// Whether there is no enclosing type.
    is_top: bool,
    /// In how many lists and maps it is, within the enclosing type.
    nested: usize,
}

impl Naming {
    /// The key together with the enclosing type: `CartItem`, and `NestedItem` for an item in an item.
    fn qualified(&self) -> Vec<String> {
        let joined = names::joined(&self.parent, &self.name);
        if joined == self.parent && !self.is_top {
            [&["nested".to_owned()], self.name.as_slice()].concat()
        } else {
            joined
        }
    }

    /// The place of what a list or map holds.
    fn element(&self) -> Self {
        let name = if self.is_top {
            vec!["item".to_owned()]
        } else {
            nouns::singular(&self.name)
        };
        Self {
            name,
            parent: self.parent.clone(),
            is_top: false,
            nested: self.nested + 1,
        }
    }
}

fn uses(direction: Direction) -> Uses {
    Uses {
        decode: direction != Direction::Request,
        encode: direction == Direction::Request,
    }
}

/// How many fields a shape cannot do without.
fn demands(shape: &Shape) -> usize {
    match shape {
        Shape::Object(object) => object.fields.iter().filter(|field| field.required).count(),
        _ => 0,
    }
}
