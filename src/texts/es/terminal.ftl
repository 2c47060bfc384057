# Lo que dicen los comandos en la terminal. Primero, durante un ensayo.

rehearsal-database = Iniciando PostgreSQL…
rehearsal-ready = Todo listo: PostgreSQL, el Discord local y el bot. ({ $seconds } s)
rehearsal-psql = Para mirar la base mientras dura el ensayo: { $command }
rehearsal-cast = Personas: { $people } (* modera). Escribe «?» para ver cómo actuar y «salir» para terminar.
rehearsal-help = Una acción por línea:
    Ana: /empezar multiprocessing     un comando
    Beto: [Unirme]                    pulsar un botón
    Ana: [Tengo una duda] ¿Pipe o Queue?
                                      pulsar y llenar el formulario (varios campos se separan con « | »)
    Ana: [Elige los temas] Saludar | Repetir
                                      elegir en un menú
    Ana: hola a todos                 un mensaje
    Ana: @Tertulia ¿Pipe o Queue?     un mensaje que menciona al bot: una duda
    # una nota                        nada: lo que empieza con # no se lee
    Personas: { $people } (* modera).
rehearsal-unknown-person = No hay nadie que se llame «{ $person }». Están: { $known }.
rehearsal-no-form = El botón «{ $label }» no abre ningún formulario: escribe la línea sin texto después del botón.
rehearsal-failed = Línea { $number } («{ $line }»): { $error }
rehearsal-typed-failed = No se pudo: { $error }
rehearsal-not-saved = No se puede guardar el informe en { $folder }: { $error }
rehearsal-done = La sesión terminó sin errores en { $seconds } s. Archivos del informe:
rehearsal-script-done = El guion terminó sin errores en { $seconds } s.
rehearsal-faults = El bot anotó fallos:
rehearsal-violations = El bot hizo algo que Discord rechaza:
rehearsal-questions = Dudas guardadas en PostgreSQL:
rehearsal-no-course = No existe el curso «{ $course }». Hay: { $known }.
rehearsal-script-unreadable = No se puede leer el guion { $file }: { $error }
script-line = línea { $number }: { $problem }
script-no-person = falta quién actúa. Escribe, por ejemplo, «Ana: [Unirme]».
script-no-action = falta qué hace. Escribe después de los dos puntos un comando (/estado), un botón ([Unirme]) o un mensaje.
script-open-label = falta «]» después del nombre del botón.
script-cast = «Personas:» va una sola vez, antes de la primera acción, con nombres separados por comas.

# Lo que dice `tertulia run` antes de conectarse o al caerse.
run-no-token = Falta DISCORD_TOKEN. Copia .env.example a .env y pon ahí el token de tu bot, o prueba sin token con «cargo run -- rehearse --auto».
run-database-gone = El servidor de PostgreSQL se detuvo. Mira postgres.log en la carpeta de datos y vuelve a iniciar Tertulia.
run-closed = Discord cerró la conexión y no se puede volver a abrir.

# Lo que dice `tertulia analyze`.
analyze-unreadable = No se puede leer el registro { $file }: { $error }
analyze-unwritable = No se puede escribir { $file }: { $error }
analyze-terminal = El formato { $format } no es texto: indica con --out el archivo en el que guardarlo.
analyze-unknown-zone = No existe la zona horaria «{ $zone }»: usa un nombre como America/Bogota o Europe/Madrid.
analyze-names = { $file } no contiene los nombres como se esperan (JSON con "course", "concepts" y "people"): { $error }
analyze-no-learners = En el registro no participa nadie, tampoco «{ $id }».
analyze-unknown-learner = En el registro no participa «{ $id }». Participan: { $known }{ $more ->
    [0] .
   *[other] {" "}y { $more } más.
}

# Por qué no se puede usar un archivo o una carpeta.
io-not-written = No se puede escribir { $file }: { $error }
io-missing = no existe
io-denied = no hay permiso
io-folder = es una carpeta
io-not-folder = hay un archivo donde hace falta una carpeta
io-not-text = no es texto en UTF-8

# Los cursos y la base de datos, antes de empezar.
courses-unusable =
    No se pueden usar los cursos de { $folder } (con TERTULIA_COURSES_DIR se elige otra carpeta):
    { $problems }
database-address = DATABASE_URL no es una dirección de PostgreSQL. Debe ser como postgres://usuario:clave@servidor:5432/base; si la dejas vacía, Tertulia usa un PostgreSQL propio.
database-unusable = No se puede usar la base de datos de DATABASE_URL: { $error }

# El tutor, si se configura a medias.
tutor-no-model = TUTOR_BASE_URL está puesta y falta TUTOR_MODEL: di qué modelo responde, o deja vacías las dos para no usar tutor.
tutor-no-address = TUTOR_MODEL está puesta y falta TUTOR_BASE_URL: di en qué servidor está el modelo, o deja vacías las dos para no usar tutor.
tutor-address = TUTOR_BASE_URL no es una dirección. Debe ser como http://127.0.0.1:8080/v1 o https://servidor/v1, sin nada después.
tutor-key = TUTOR_API_KEY tiene caracteres que ninguna clave tiene, como un salto de línea.
tutor-unusable = El tutor no se puede usar: { $error }

# Lo que dicen `tertulia course new`, `import` y `export`.
quiz-true = Verdadero
quiz-false = Falso
import-done = { $count ->
    [0] No se leyó ninguna pregunta
    [one] { $count } pregunta leída
   *[other] { $count } preguntas leídas
}{ $problems ->
    [0] {""}
    [one] {", y"} { $problems } cosa por resolver
   *[other] {", y"} { $problems } cosas por resolver
}.
import-written = { $count ->
    [one] { $count } pregunta añadida
   *[other] { $count } preguntas añadidas
} a { $file }. Así queda el curso:
import-nothing-written = No se añadió nada a { $file }.
import-no-course = { $file } no es un tema de un curso: en su carpeta no hay un course.toml que se pueda leer.
import-unknown-concept = El curso no tiene el concepto «{ $concept }». Tiene: { $known }.
export-no-topic = El curso no tiene el tema «{ $topic }». Tiene: { $known }.
template-made = El curso está en { $folder }. Abre sus archivos y cambia lo que dicen; los comentarios explican cada parte.
    Para revisarlo:       tertulia course check { $folder }
    Para ensayarlo:       TERTULIA_COURSES_DIR={ $parent } tertulia rehearse { $id }
template-exists = { $folder } ya existe y no se tocó. Elige otro id, u otra carpeta con --into.
template-title-empty = El título está vacío.
template-title-long = El título tiene { $length } caracteres y el máximo es { $limit }.
ask-no-course = No hay ningún curso «{ $course }»: no es una carpeta, ni un curso de { $folder }. Escribe el id de un curso o la ruta de su carpeta.
ask-bad-line = Línea { $line }: no se puede leer ({ $reason }). Cada línea es un objeto JSON, como {"{"}"id": 1, "text": "¿Pipe o Queue?"{"}"}; con --pairs, como {"{"}"id": 1, "a": "…", "b": "…"{"}"}. Las demás líneas se responden.
ask-is-question = Es una duda: { $value }
ask-yes = sí
ask-no = no; sin duda no se responde nada
ask-topic = Tema: { $value }
ask-concepts = Conceptos: { $value }
ask-aspects = Aspectos: { $value }
ask-nothing = no se sabe
ask-kind = Tipo: { $value ->
    [definition] definición
    [comparison] comparación
    [cause] causa
    [procedure] procedimiento
    [application] aplicación
    [debugging] depuración
   *[verification] verificación
}
ask-answer = Se publicaría esta respuesta:
ask-choices = Quien pregunta elegiría entre estas dos, o ninguna:
ask-open = No se publicaría nada: la duda queda abierta para el grupo.
ask-nearest = Lo que más se le parece:
