//! The check that generated code and the runtime belong together.

/// Compiles only if code was generated for this version of the runtime.
///
/// Each generated API calls it with the version that its generator was made for.
#[macro_export]
macro_rules! generated_for {
    ("0.1") => {};
    ($version:literal) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated for version ",
            $version,
            " of the package `codegen-client`, but version 0.1 is used: generate the code again with \
             `codegen` 0.1, or depend on `codegen-client` ",
            $version
        ));
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_macro_accepts_the_version_of_this_package() {
        let version = concat!(
            env!("CARGO_PKG_VERSION_MAJOR"),
            ".",
            env!("CARGO_PKG_VERSION_MINOR")
        );
        let accepted = format!("(\"{version}\") => {{}};");
        assert!(include_str!("version.rs").contains(&accepted));
    }
}
