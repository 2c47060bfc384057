# Lo que dice `tertulia course check`.

course-missing-file = falta el archivo «{ $file }»
course-unreadable-file = no se puede leer «{ $file }»: { $detail }
course-not-utf8 = «{ $file }» no es texto en UTF-8 a partir de aquí
course-file-too-large = «{ $file }» ocupa más de { $limit } bytes
course-outside-folder = «{ $file }» está fuera de la carpeta del curso
course-no-courses = aquí no hay ningún curso: un curso es una carpeta con un archivo course.toml
course-bad-toml = TOML incorrecto: { $detail }
course-no-front-matter = el tema debe empezar con sus datos entre dos líneas «+++»
course-unclosed-front-matter = falta la línea «+++» que cierra los datos del tema
course-missing-key = falta «{ $key }»
course-unknown-key = «{ $key }» no se conoce aquí
course-repeated-key = «{ $key }» ya está dicho
course-wrong-type = «{ $key }» debe ser { $expected ->
    [text] un texto
    [text-list] una lista de textos
    [count] un número entero mayor que cero
    [boolean] true o false
   *[tables] una lista de tablas
}
course-empty-value = «{ $key }» está vacío
course-not-allowed = «{ $value }» no se admite como «{ $key }»; puede ser: { $allowed }
course-bad-language = «{ $value }» no es un código de idioma como «es» o «en»
course-bad-address = «{ $url }» no empieza con https:// ni http://
course-bad-id = «{ $id }» no sirve como id: de a-z, 0-9 y guion, 32 caracteres como máximo, y empieza con letra
course-id-not-folder = el id «{ $id }» no es el nombre de la carpeta, «{ $folder }»
course-repeated-id = el id «{ $id }» ya está usado
course-repeated-topic-file = «{ $file }» ya está en la lista de temas
course-unknown-concept = el concepto «{ $concept }» no está en course.toml
course-unknown-prerequisite = no hay ningún tema con el id «{ $topic }»
course-later-prerequisite = el tema «{ $topic }» no está antes de este
course-minutes-mismatch = el curso dice { $written } minutos y sus temas suman { $sum }
course-too-many-topics = hay { $count } temas y el máximo es { $limit }
course-unknown-heading = el título «{ $heading }» no se conoce aquí; puede ser: { $allowed }
course-missing-heading = falta la sección «{ $heading }»
course-heading-out-of-order = la sección «{ $heading }» va antes de «{ $before }»
course-repeated-heading = la sección «{ $heading }» solo puede estar una vez
course-empty-section = la sección «{ $heading }» está vacía
course-stray-text = este texto no se mostraría: no pertenece a ninguna sección
course-example-without-code = en un curso de un solo archivo, el código del ejemplo va en esta sección, entre ```py y ```
course-not-key-and-value = aquí se espera «clave: valor»
course-missing-blank-line = falta una línea en blanco antes de este texto, que ha quedado dentro de la lista
course-option-count = la comprobación tiene { $count ->
    [one] { $count } opción
   *[other] { $count } opciones
} y debe tener de 2 a 5
course-right-option-count = la comprobación tiene { $count ->
    [one] { $count } opción correcta
   *[other] { $count } opciones correctas
} y debe tener exactamente una
course-option-without-box = a esta opción le falta «[x]» o «[ ]»
course-empty-option = la opción no tiene texto
course-option-without-feedback = a la opción «{ $option }» le falta, debajo, la cita con lo que se dice a quien la eligió
course-repeated-option = la opción «{ $option }» está repetida
course-concept-not-explained = ningún tema explica el concepto «{ $concept }»
course-concept-not-used = ninguna comprobación, ejemplo ni duda trata el concepto «{ $concept }»
course-dead-link = el enlace «{ $link }» no lleva a ningún archivo
course-too-long = { $part ->
    [block] este párrafo o bloque tiene
    [check] la comprobación con sus opciones tiene
    [feedback] esta respuesta a una opción tiene
    [doubt] la duda con su respuesta tiene
    [title] el título o nombre tiene
    [summary] el resumen tiene
   *[prompt] la pregunta tiene
} { $length } caracteres y el máximo es { $limit }
course-title-differs = el título no es el que dicen los datos del tema, «{ $title }»
course-not-shown = Discord no muestra { $markup ->
    [html] HTML
    [table] tablas
    [image] imágenes dentro del texto
    [deep-heading] títulos de nivel 4 o más
    [rule] líneas de separación
    [reference-link] enlaces con la dirección en otro lugar: se escribe [texto](dirección)
   *[unusual-code] código sangrado ni entre otras marcas que tres acentos graves (```)
}

course-severity = { $severity ->
    [error] error
   *[warning] aviso
}
course-summary = { $topics ->
    [one] { $topics } tema
   *[other] { $topics } temas
}, { $examples ->
    [one] { $examples } ejemplo
   *[other] { $examples } ejemplos
}, { $checks ->
    [one] { $checks } comprobación
   *[other] { $checks } comprobaciones
}, { $doubts ->
    [one] { $doubts } duda
   *[other] { $doubts } dudas
}
course-errors = { $count ->
    [0] sin errores
    [one] { $count } error
   *[other] { $count } errores
}
course-warnings = { $count ->
    [one] { $count } aviso
   *[other] { $count } avisos
}
