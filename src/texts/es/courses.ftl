# Los cursos en Discord: `/cursos`, y lo que se sube con él.

# La lista y el plan de un curso
courses-title = Cursos de este servidor
courses-line = **{ $title }** · `{ $id }` · versión { $version }
courses-line-own = **{ $title }** · `{ $id }` · versión { $version } · de este servidor
courses-more = … y { $count } más.
courses-how = `/cursos ver curso:…` muestra el plan de uno; `/empezar` convoca una sesión.
courses-none = Todavía no hay cursos. Quien administra el servidor puede subir uno con `/cursos subir`.
courses-about = `{ $id }` · versión { $version } · { $authors } · { $licence }

# Subir un curso
courses-uploaded = ✅ **{ $title }** (`{ $id }`, versión { $version }) ya está en este servidor: `/empezar curso:{ $id }`.
courses-uploaded-hides = ✅ **{ $title }** (`{ $id }`, versión { $version }) ya está en este servidor, en lugar del curso instalado con el mismo id: `/empezar curso:{ $id }`.
courses-uploaded-replaced = ✅ **{ $title }** (`{ $id }`) pasa de la versión { $before } a la { $version }. Las sesiones abiertas siguen con la que empezaron.
courses-uploaded-same-version = ✅ **{ $title }** (`{ $id }`) cambió. Las sesiones abiertas siguen con lo que empezaron. ⚠️ Este contenido y el anterior dicen ser la versión { $version }: si el cambio es más que una errata, sube el número de `version` para distinguirlos después.
courses-uploaded-already = **{ $title }** (`{ $id }`, versión { $version }) ya estaba en este servidor, igual a este. No cambió nada.
courses-too-many = No lo subí: este servidor ya tiene { $limit } cursos propios, que es el máximo. Con `/cursos retirar` haces lugar.
courses-warnings = { $count ->
    [one] Un aviso, que no impide usarlo:
   *[other] { $count } avisos, que no impiden usarlo:
}
courses-problems = ❌ No subí **{ $file }**: { $errors ->
    [one] tiene un error
   *[other] tiene { $errors } errores
}. Corrígelo y súbelo otra vez; mientras tanto no cambia nada.
courses-problems-more = { $count ->
    [one] Hay uno más en el archivo adjunto, que los trae todos.
   *[other] Hay { $count } más en el archivo adjunto, que los trae todos.
}
courses-problems-file = problemas.txt
courses-refused = ❌ No subí **{ $file }**: { $reason }
courses-not-fetched = No pude descargar **{ $file }** de Discord. No cambió nada: súbelo otra vez.

# Por qué un archivo no sirve
upload-other-kind = se sube un archivo .zip con la carpeta del curso, o un solo archivo .md.
upload-too-large = ocupa más de { $limit } MiB.
upload-damaged = no es un zip que se pueda leer entero sin dudas. Vuelve a crearlo.
upload-too-many-entries = trae más de { $limit } archivos y carpetas.
upload-unpacked-too-large = sin comprimir, sus archivos ocupan más de { $limit } MiB.
upload-bomb = «{ $path }» ocupa muchísimo más que en el zip; un texto no se comprime tanto.
upload-bad-path = la ruta «{ $path }» no sirve: debe ser relativa, en UTF-8, con «/» y sin «..».
upload-repeated-path = «{ $path }» está más de una vez (las mayúsculas no cuentan).
upload-symbolic-link = «{ $path }» es un enlace simbólico. Pon el archivo mismo.
upload-encrypted = «{ $path }» está cifrado. Crea el zip sin contraseña.
upload-unsupported = «{ $path }» no es un archivo normal, o usa una compresión poco común. Crea el zip de la forma habitual.
upload-no-course = no contiene ningún course.toml. Comprime la carpeta del curso, o su contenido.
upload-several-courses = contiene varios cursos. Sube uno cada vez.

# Retirar un curso
courses-withdrawn = **{ $title }** (`{ $id }`) ya no se ofrece en este servidor. Las sesiones abiertas siguen con él.
courses-withdrawn-shows = **{ $title }** (`{ $id }`) ya no se ofrece en este servidor; vuelve a ofrecerse el curso instalado con el mismo id. Las sesiones abiertas siguen con el retirado.
courses-not-own = Este servidor no tiene ningún curso propio con el id «{ $course }». Los cursos instalados no se retiran con `/cursos`.

# Lo que pregunta al final un curso de un solo archivo que no lo dice (45 caracteres como máximo)
alone-prompt-links = ¿Con qué conectas lo que aprendiste?
alone-prompt-uses = ¿Dónde lo usarías?
alone-prompt-comparison = ¿Qué otra forma de hacerlo conoces?
