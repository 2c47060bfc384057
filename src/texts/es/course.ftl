# Lo que dice `tertulia course check`.

course-missing-file = falta el archivo «{ $file }»
course-unreadable-file = no se puede leer «{ $file }»: { $detail }
course-empty-file = «{ $file }» está vacío
course-fence-in-code = «{ $file }» tiene tres acentos graves seguidos (```), que cortarían el bloque de código que lo muestra
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
course-unknown-doubt = el tema no tiene la duda «{ $question }»: el título debe ser igual al de la duda
course-unknown-prerequisite = no hay ningún tema con el id «{ $topic }»
course-later-prerequisite = el tema «{ $topic }» no está antes de este
course-minutes-mismatch = el curso dice { $written } minutos y sus temas suman { $sum }
course-too-many-topics = hay { $count } temas y el máximo es { $limit }
course-too-many-domains = hay { $count } dominios distintos en las conexiones y el máximo es { $limit }: se eligen en un menú
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
course-repeated-question = la pregunta «{ $question }» ya está en este tema
course-concept-not-explained = ningún tema explica el concepto «{ $concept }»
course-concept-not-used = ninguna comprobación, ejemplo ni duda trata el concepto «{ $concept }»
course-concept-not-named = ningún texto del curso nombra el concepto «{ $concept }»: no aparece ninguno de sus términos
course-dead-anchor = el enlace «{ $link }» lleva a un título que no existe
course-dead-link = el enlace «{ $link }» no lleva a ningún archivo
course-too-long = { $part ->
    [block] este párrafo o bloque tiene
    [check] la comprobación con sus opciones tiene
    [feedback] esta respuesta a una opción tiene
    [doubt] la duda con su respuesta tiene
    [title] el título o nombre tiene
    [summary] el resumen tiene
    [connection] la conexión tiene
    [domain] el dominio tiene
    [objective] el objetivo tiene
    [plan] el plan, con los títulos de todos los temas, tiene
   *[prompt] la pregunta tiene
} { $length } caracteres y el máximo es { $limit }
course-too-many-messages = { $part ->
    [hint] la pista ocupa
    [solution] la solución ocupa
   *[example] el ejemplo con su código ocupa
} { $count } mensajes y el máximo es { $limit }
course-title-differs = el título no es el que dicen los datos del tema, «{ $title }»
course-not-shown = Discord no muestra { $markup ->
    [html] HTML
    [table] tablas
    [image] imágenes dentro del texto
    [deep-heading] títulos de nivel 4 o más
    [rule] líneas de separación
    [relative-link] enlaces a archivos ni a títulos del curso: solo a direcciones completas
    [reference-link] enlaces con la dirección en otro lugar: se escribe [texto](dirección)
   *[unusual-code] código sangrado ni entre otras marcas que tres acentos graves (```)
}

# Lo que dice `tertulia course import` de un archivo de preguntas.
course-empty-question = a la pregunta le falta el texto
course-left-out = esta pregunta se queda fuera: { $reason ->
    [description] no tiene respuestas entre llaves, así que no pregunta nada
    [essay] es de respuesta libre, y una comprobación se responde eligiendo
    [numerical] se responde con un número, y una comprobación se responde eligiendo
    [matching] es de emparejar, y una comprobación se responde eligiendo una opción
    [short-answer] se responde escribiendo (solo tiene respuestas con «=»), y una comprobación se responde eligiendo
    [several-right] tiene varias opciones correctas, y una comprobación tiene exactamente una
    [weights] una opción vale solo una parte de la nota, y en una comprobación cada opción es correcta o no
   *[markdown] su texto no se puede escribir en un tema: empieza con una lista o un bloque, o lleva títulos u otras marcas de Markdown
}
course-left-out-html = esta pregunta se queda fuera: un curso no puede guardar la marca de HTML «<{ $tag }>»
course-unclosed-brace = a esta llave «{"{"}» le falta la que la cierra, «{"}"}»; entre las dos no puede haber líneas en blanco
course-stray-brace = sobra esta llave «{"}"}»; si es parte del texto, se escribe «\{"}"}»
course-second-answer = aquí hay otra llave «{"{"}»: falta una línea en blanco entre dos preguntas, o es parte del texto y se escribe «\{"{"}»
course-answer-without-sign = a esta respuesta le falta delante «=» si es la correcta o «~» si no lo es
course-answer-without-option = ninguna opción tiene la letra de «ANSWER: { $letter }»
course-no-answer-line = a esta pregunta le falta su línea «ANSWER:» con la letra de la opción correcta
course-no-feedback = a la opción «{ $option }» le falta lo que se le dice a quien la elige: escríbelo en el tema, debajo de ella
course-no-questions = aquí no hay ninguna pregunta
course-no-concept = falta saber de qué concepto trata la pregunta: dilo con --concept, o con un comentario «// [tag:concepto]» encima de ella

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
