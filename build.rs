//! Compiles anew when a text or a migration is added: the macros that read these folders do not
//! notice by themselves.

fn main() {
    println!("cargo::rerun-if-changed=src/texts");
    println!("cargo::rerun-if-changed=migrations");
}
