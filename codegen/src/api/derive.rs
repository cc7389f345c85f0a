//! What types derive beyond what they need.

/// A derive of the standard library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the trait of its name")]
pub enum Derive {
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Copy,
}

impl Derive {
    /// Each, those that others need first.
    pub const ALL: [Self; 7] = [
        Self::Copy,
        Self::Default,
        Self::PartialEq,
        Self::Eq,
        Self::PartialOrd,
        Self::Ord,
        Self::Hash,
    ];

    /// The trait's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PartialEq => "PartialEq",
            Self::Eq => "Eq",
            Self::PartialOrd => "PartialOrd",
            Self::Ord => "Ord",
            Self::Hash => "Hash",
            Self::Default => "Default",
            Self::Copy => "Copy",
        }
    }

    /// The derives that this one does not go without.
    #[must_use]
    pub const fn needs(self) -> &'static [Self] {
        match self {
            Self::Eq | Self::PartialOrd => &[Self::PartialEq],
            Self::Ord => &[Self::PartialEq, Self::Eq, Self::PartialOrd],
            Self::PartialEq | Self::Hash | Self::Default | Self::Copy => &[],
        }
    }
}
