//! The check that generated code and the runtime belong together, and the name of the generated code.

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

/// The `User-Agent` of the crate that contains the generated code: its name and version.
#[macro_export]
macro_rules! user_agent {
    () => {
        ::core::concat!(
            ::core::env!("CARGO_PKG_NAME"),
            "/",
            ::core::env!("CARGO_PKG_VERSION")
        )
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
