# Los informes que se piden: los de moderación, los propios y los resúmenes.

date = { $day } { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sep
    [10] oct
    [11] nov
    *[12] dic
} { $year }
session-label = n.º { $number } · { $course } · { $date } · { $host }
session-label-open = n.º { $number } · { $course } · { $date } · { $host } · en curso

button-send = Enviármelo por mensaje directo
button-correct = Corregir
button-delete = Borrar
button-erase = Borrar para siempre
button-keep = No borrar
button-others = Mis otras dudas
button-before = Anteriores
button-after = Siguientes

# El informe que se publica
report-post = Aquí está el informe de la sesión de **{ $course }**. Los archivos adjuntos traen el texto completo con su evidencia, y un resumen en imagen.
report-too-large = Estos archivos no caben en Discord y no van adjuntos: { $formats }.
report-blank-title = Informe de la sesión
report-blank = La sesión terminó antes de empezar: no se registró ningún tema, ninguna comprobación ni ninguna duda. No hay nada más que contar.

# El canal de informes
reports-deleted = El canal de informes de este servidor ya no existe. Quien administra el servidor elige otro con `/configurar canal_informes:`.
reports-access = No puedo publicar informes en { $place }: no tengo acceso. Quien administra el servidor puede darme el permiso «Ver canal» ahí, o elegir otro canal con `/configurar canal_informes:`.
reports-rights = { $n ->
    [0] No puedo publicar informes en { $place }: me falta algún permiso. Quien administra el servidor puede dármelo, o elegir otro canal con `/configurar canal_informes:`.
    [one] No puedo publicar informes en { $place }: me falta el permiso { $rights }. Quien administra el servidor puede dármelo, o elegir otro canal con `/configurar canal_informes:`.
    *[other] No puedo publicar informes en { $place }: me faltan los permisos { $rights }. Quien administra el servidor puede dármelos, o elegir otro canal con `/configurar canal_informes:`.
}
direct-copy = El informe de la sesión de **{ $course }** está en el hilo, pero no en el canal de informes. { $why }

# Lo que pide moderación
pulls-report = Informe para moderación: { $session }.
pulls-recorded = Queda registrado quién consulta cada informe.
pulls-posted = Publiqué en este canal el informe para el grupo.
no-moderator = Solo puede hacerlo moderación (permiso «Gestionar mensajes»). Tu propio informe lo ves con `/mi-informe`.
no-such-session = No encuentro esa sesión en este servidor. Elige una de la lista que aparece al escribir.
no-session-and-range = Elige una sesión, o un periodo con `desde`, `hasta` y `curso`; no las dos cosas a la vez.
no-public-summary = El resumen de varias sesiones es solo para moderación. Para publicar un informe en el canal, elige una `sesion`.
no-summary-format = El resumen de varias sesiones se da en Markdown, CSV o JSON. El PDF y la imagen son de una sola sesión: elige una `sesion`.
no-day = «{ $typed }» no es una fecha. Escríbela como 2026-11-01 o 01/11/2026.
no-order-of-days = La fecha de `hasta` es anterior a la de `desde`.
no-sessions-in-range = No se registró ninguna sesión con esas fechas y ese curso.

# El informe de cada participante
mine-post = Tu informe de la sesión n.º { $number } de **{ $course }**. Solo lo ves tú. Si entendí mal una de tus dudas, corrígela; si no quieres que quede, bórrala.
mine-none = Todavía no participas en ninguna sesión de este servidor. Con **Unirme** entras a una.
mine-not-yours = No participaste en esa sesión. Elige una de la lista que aparece al escribir.
mine-sent = Te lo envié por mensaje directo.
mine-not-sent = No pude escribirte: tienes cerrados los mensajes directos de este servidor. Ábrelos en la privacidad del servidor, o guarda el archivo desde aquí.
mine-no-questions = No tienes dudas registradas en esta sesión.
mine-correct = ¿Cuál de tus dudas entendí mal?
mine-correct-choose = Elige una duda
mine-correct-one = La anoté en **{ $topic }**, como **{ $kind }**. Elige lo correcto; el informe se hace de nuevo.
mine-corrected = ¡Gracias! Ahora está en **{ $topic }**, como **{ $kind }**. El informe se hace de nuevo en un momento.
mine-kind-choose = El tipo de duda
mine-topic-choose = El tema
mine-no-topic = Sin tema
mine-delete = ¿Cuál de tus dudas quieres borrar?
mine-delete-choose = Elige la duda que quieres borrar
mine-delete-one = Vas a borrar esta duda con sus respuestas, también en el hilo y en los informes. No se puede deshacer. Si la escribiste en un mensaje tuyo, ese mensaje lo borras tú.
reply-corrected = ¡Gracias! Anotado: el informe se hace de nuevo en un momento.
reply-deleted = Borrada. En el hilo y en los informes desaparece en un momento.
no-not-your-question = Esa duda es de { $asker }: solo esa persona puede corregirla o borrarla.
no-question-deleted = Quien preguntó esa duda la borró.
doubt-deleted = *Quien preguntó esta duda la borró.*
answer-deleted = *Quien preguntó la duda la borró, y con ella esta respuesta.*

mine-kind-verification = verificación (¿es así?)
mine-kind-definition = definición (¿qué es?)
mine-kind-comparison = comparación (¿cuál de los dos?)
mine-kind-cause = causa (¿por qué?)
mine-kind-procedure = procedimiento (¿cómo se hace?)
mine-kind-application = aplicación (¿cuándo se usa?)
mine-kind-debugging = depuración (¿qué falla?)

# Lo que ajusta un servidor
settings-reports = Cada informe se publica también en { $place }.
settings-reports-nowhere-else = Cada informe se publica en el lugar de su sesión y en ningún otro.
no-zone = No conozco la zona horaria «{ $zone }». Escribe tu ciudad o tu país y elige una de la lista, como America/Bogota.
no-channel-and-none = Elige un canal de informes o ninguno; no las dos cosas a la vez.

# El resumen de varias sesiones
report-summary-title = Resumen de varias sesiones
report-summary-always = Todas las fechas
report-summary-since = Desde el { $from } (hora de { $zone })
report-summary-until = Hasta el { $to } (hora de { $zone })
report-summary-between = Del { $from } al { $to } (hora de { $zone })
report-summary-course = Curso: { $course }
report-summary-cut = Hay más sesiones: aquí están las { $most } más recientes
report-summary-overview = { $sessions ->
    [one] Se registró 1 sesión
    *[other] Se registraron { $sessions } sesiones
}, de las que { $completed ->
    [0] ninguna recorrió
    [one] 1 recorrió
    *[other] { $completed } recorrieron
} todo su plan{ $running ->
    [0] {""}
    [one] {" "}y 1 sigue en curso
    *[other] {" "}y { $running } siguen en curso
}. { $learners ->
    [0] No se registraron participantes.
    [one] Participó 1 persona.
    *[other] Participaron { $learners } personas.
} { $doubts ->
    [0] No se registraron dudas.
    [one] Se registró 1 duda; sin resolver: { $open }.
    *[other] Se registraron { $doubts } dudas; sin resolver: { $open }.
}
report-summary-topics = Los temas que más se alargan
report-summary-concepts = Los conceptos con más dudas
report-summary-open = Las dudas sin resolver
report-summary-nothing = Nada registrado.
report-summary-more = … y { $count } más en el archivo.
report-summary-topic = **{ $topic }** ({ $course }): { $actual } min de media, { $planned } previstos ({ $sessions ->
    [one] 1 sesión
    *[other] { $sessions } sesiones
})
report-summary-concept = **{ $concept }** ({ $course }): { $doubts ->
    [one] 1 duda
    *[other] { $doubts } dudas
} en { $sessions ->
    [one] 1 sesión
    *[other] { $sessions } sesiones
}
report-summary-unanswered = { $topic }, sesión { $session }, { $date }: sin respuesta
report-summary-answered = { $topic }, sesión { $session }, { $date }: con respuesta, sin confirmar
report-summary-no-topic = Sin tema
