//! Small courses written to a temporary folder, each wrong in one way.

mod checks;
mod files;
mod messages;
mod sections;
mod upload;
mod values;

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::{CourseErrors, Loaded, load};

const HEADER: &str = r#"id = "mini"
version = "1.0.0"
language = "es"
title = "Curso mínimo"
summary = "Para las pruebas."
authors = ["Ana"]
licence = "CC-BY-4.0"
minutes = 30
topics = ["01-uno.md", "02-dos.md"]

[[concepts]]
id = "tubo"
name = "Tubo"
terms = ["tubo", "pipe"]

[[concepts]]
id = "cola"
name = "Cola"
terms = ["cola", "queue"]
"#;

const FIRST: &str = r#"+++
id = "uno"
title = "El tubo"
minutes = 10
concepts = ["tubo"]
objectives = ["Usar un tubo"]
sources = [{ title = "pipes", url = "https://docs.python.org/3/" }]
+++

# El tubo

## Explicación

Un tubo tiene dos extremos.

- uno
- otro

### Con más detalle

Fin.

## Ejemplo
- file: ejemplos/tubo.py
- concept: tubo
- features: paralelismo real, dos procesos

Mira [la guía](https://docs.python.org/3/).

## Conexión
- domain: sistemas operativos
- terms: procesos, memoria

Como en la terminal.

## De otra forma
- concept: tubo
- kind: analogy

Un teléfono de latas.

## Ejercicio

Haz un tubo.

### Pista

`Pipe()`.

### Solución

```py
print("hecho")
```

## Comprobación

### ¿Qué devuelve `Pipe()`?
- concept: tubo

```py
Pipe()
```

- [x] Dos extremos
  que van y vienen
  > Exacto.
  >
  > Es dúplex.
- [ ] Uno
  > No: dos.

## Dudas frecuentes

### ¿Va en las dos direcciones?
- concepts: tubo, cola
- aspects: dirección, uso
- kind: verification
- variants:
  - es de ida y vuelta, o solo de ida
  - puedo responder

Sí.
"#;

const SECOND: &str = r#"+++
id = "dos"
title = "La cola"
minutes = 20
pause = false
concepts = ["cola"]
objectives = ["Usar una cola"]
prerequisites = ["uno"]
+++

## Explicación

Una cola es segura.

## Ejercicio

Usa una cola.

## Comprobación

### ¿Cuántos productores?
- concept: cola

- [x] Muchos
  > Sí.

- [ ] Uno
  > No.
"#;

const CLOSING: &str = "# Reflexión final

## Comparación

Hilos y procesos.

## Modelos
- hilos: hilo, hilos
- procesos: proceso

## Reflexión
- links: ¿Con qué lo conectas?
- uses: ¿Dónde lo usarías?
- comparison: Compara hilos y procesos
";

/// A course on disk, to be spoilt.
struct Folder {
    root: TempDir,
    name: &'static str,
}

impl Folder {
    fn named(name: &'static str) -> Self {
        Self {
            root: tempfile::tempdir().unwrap(),
            name,
        }
    }

    fn good() -> Self {
        let folder = Self::named("mini");
        folder.write("course.toml", HEADER);
        folder.write("01-uno.md", FIRST);
        folder.write("02-dos.md", SECOND);
        folder.write("reflexion.md", CLOSING);
        folder.write("ejemplos/tubo.py", "print('tubo')\n");
        folder
    }

    fn path(&self) -> PathBuf {
        self.root.path().join(self.name)
    }

    fn write(&self, file: &str, text: &str) -> &Self {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// Replaces what stands there exactly once.
    #[track_caller]
    fn replace(&self, file: &str, from: &str, to: &str) -> &Self {
        let text = fs::read_to_string(self.path().join(file)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {file}");
        self.write(file, &text.replace(from, to))
    }

    fn load(&self) -> Result<Loaded, CourseErrors> {
        load(&self.path())
    }

    /// Errors and warnings, each as `file:line:column code`.
    fn problems(&self) -> Vec<String> {
        let problems = match self.load() {
            Ok(loaded) => loaded.warnings,
            Err(errors) => errors.problems,
        };
        let shown = problems.iter().map(|own| {
            let file = own.file.display();
            format!("{file}:{}:{} {}", own.line, own.column, own.kind.code())
        });
        shown.collect()
    }
}

/// What is wrong with the good course after one replacement.
#[track_caller]
fn spoilt(file: &str, from: &str, to: &str) -> Vec<String> {
    Folder::good().replace(file, from, to).problems()
}
