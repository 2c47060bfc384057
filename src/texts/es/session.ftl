# Lo que el bot dice durante una sesión. Las etiquetas de los botones son nombres que otros programas usan.

button-join = Unirme
button-begin = Comenzar
button-confirm = Lo tengo claro
button-ask = Tengo una duda
button-other = De otra forma
button-settle = Me quedó claro
button-still = Sigo con la duda
button-answer = Responder
button-force = Avanzar igualmente
button-reflect = Reflexión final
button-link = Lo conecto con esto
button-hint = Pista
button-solution = Solución
button-solved = Lo he resuelto
button-share = Compartir mi solución
button-same = Sí, es la misma
button-different = No, es otra
button-none = Ninguna de las dos
button-leave = Salir
button-plan = Elegir temas
button-other-topic = Ir a otro tema
button-resume = Continuar

someone = alguien

# El anuncio y la sala de espera
announcement = **{ $host }** convoca una sesión de **{ $course }**. Entra al hilo de este mensaje y pulsa **Unirme**.
plan-topic = **{ $position }.** { $title } · { $minutes } min
plan-total = { $minutes } minutos en total, con pausas para comprobar lo aprendido
thread-name = { $course } · sesión { $session }
lobby-title = Sala de espera
lobby-text = Pulsa **Unirme** para participar. Con **Elegir temas** el grupo ajusta su plan. Cuando estén todos, quien dirige la sesión pulsa **Comenzar**. { $rule }
lobby-title-begun = La sesión está en marcha
lobby-text-begun = Todavía puedes unirte: el grupo te esperará a partir del siguiente tema. { $rule }
lobby-title-closing = La sesión está en el cierre
lobby-text-closing = Los temas ya terminaron. Todavía puedes unirte para la reflexión final.
lobby-title-ended = La sesión terminó
lobby-text-ended = ¡Gracias por participar!
lobby-who = Participan ({ $n })
lobby-nobody = Nadie todavía
lobby-host = Dirige la sesión
rule-all = El grupo avanza cuando todos confirman que lo tienen claro.
rule-majority = El grupo avanza cuando más de la mitad confirma que lo tiene claro.
rule-host = El grupo avanza cuando lo decide quien dirige la sesión.

# El plan del grupo
plan-editor = **El plan de la sesión.** Con el primer menú eliges los temas; con el segundo subes un tema un lugar. El plan lo puede cambiar cualquier participante hasta que la sesión comience.
plan-choose = Elige los temas
plan-move = Sube un tema un lugar
knowledge-ask = ¿Qué de esto conoces ya? Con tu respuesta muestro las conexiones que te sirven.
knowledge-choose = Elige lo que ya conoces
knowledge-nothing = Nada de esto todavía
other-topic-ask = ¿A qué tema pasa el grupo? Si vuelven a uno anterior, después siguen donde estaban.
other-topic-choose = Elige un tema
other-topic-seen = Ya lo vieron
other-topic-new = Todavía no lo ven
other-topic-none = El plan no tiene otros temas.

# Los temas
topic-position = Tema { $k } de { $n }
topic-objectives = **Al terminar podrás:**
example-heading = Ejemplo: { $file }
connection-heading = Conexión con { $domain }
connection-offer = Para quien ya lo conoce ({ $names }): si ves la conexión, pulsa **Lo conecto con esto**.
exercise-heading = Ejercicio
exercise-hint = **Pista: { $topic }**
exercise-solution = **Solución: { $topic }**
solution-shared = **{ $author }** comparte su solución de **{ $topic }**:
modal-solution-title = Compartir mi solución
modal-solution-label = Tu solución
modal-solution-placeholder = Pega tu código. Se publica en el hilo con tu nombre.
alternative-heading = De otra forma: { $topic }

# La pausa
panel-title = Pausa: { $topic }
panel-title-again = De vuelta en: { $topic }
panel-title-closed = Tema visto: { $topic }
panel-text-all = Cuando lo tengas claro, pulsa **Lo tengo claro** y responde unas preguntas cortas en privado. El grupo avanza cuando todos hayan confirmado.
panel-text-majority = Cuando lo tengas claro, pulsa **Lo tengo claro** y responde unas preguntas cortas en privado. El grupo avanza cuando más de la mitad haya confirmado.
panel-text-host = Cuando lo tengas claro, pulsa **Lo tengo claro** y responde unas preguntas cortas en privado. El grupo avanza cuando lo decida quien dirige la sesión.
panel-text-closed = El grupo ya pasó a otro tema. Si te quedó algo pendiente aquí, los botones siguen funcionando.
panel-text-ended = La sesión terminó.
panel-confirmed = Confirmaron ({ $k } de { $n })
panel-nobody = Nadie todavía

# La espera y el tiempo
reminder-topic = { $n ->
    [one] { $people }, el grupo espera a que confirmes **{ $topic }**. Pulsa **Lo tengo claro**; si algo no se entiende, **De otra forma** o **Tengo una duda**.
    *[other] { $people }: el grupo espera a que confirmen **{ $topic }**. Pulsen **Lo tengo claro**; si algo no se entiende, **De otra forma** o **Tengo una duda**.
}
reminder-closing = { $n ->
    [one] { $people }, solo falta tu **Reflexión final**.
    *[other] { $people }: solo faltan ustedes. Pulsen **Reflexión final**.
}
paused-title = Sesión en pausa
paused-by-people = El grupo no avanza mientras dura la pausa; lo que respondas o preguntes se guarda. Quien dirige la sesión o modera la retoma con **Continuar** o `/continuar`.
paused-by-inactivity = Nadie participó en dos horas, así que la sesión descansa. Sigue en cuanto alguien pulse **Continuar** o cualquier otro botón. Si nadie vuelve en siete días, termina con su informe.
paused-over-title = La pausa terminó
paused-over = La sesión continúa.
new-host = { $begun ->
    [yes] { $host }, ahora diriges la sesión: con **Avanzar igualmente** el grupo pasa al siguiente tema, y puedes usar `/pausar` y `/terminar`.
    *[no] { $host }, ahora diriges la sesión: cuando estén todos, pulsa **Comenzar**.
}

# La comprobación
check-heading = Pregunta { $k } de { $n }
check-right = ✅ **Correcto.** { $feedback }
check-wrong = ❌ **Todavía no.** { $feedback } Inténtalo otra vez.
confidence-ask = ¡Comprobación completa! ¿Cuánta seguridad tienes en **{ $topic }**? Elige de **1** (ninguna) a **5** (mucha).

# Las dudas
doubt-title = { $asker } pregunta
doubt-open = Sin respuesta todavía. Si puedes ayudar, pulsa «Responder».
doubt-answered = ¿Te sirvió la respuesta? Solo quien preguntó la da por resuelta.
doubt-closed = Resuelta
doubt-prepared = Respuesta
doubt-source = Del curso { $course }, tema «{ $topic }»
doubt-tutor = Respuesta generada por un modelo; puede equivocarse
doubt-tutor-source = Se apoya en el curso { $course }, tema «{ $topic }»: { $part }
tutor-part-explanation = la explicación
tutor-part-example = el ejemplo { $file }
tutor-part-alternative = otra explicación
tutor-part-doubt = la duda frecuente «{ $question }»
tutor-link-removed = (enlace quitado)
doubt-source-accepted = Aceptada antes en este servidor
doubt-near = { $asker }, hay dos respuestas que se parecen a tu duda. ¿Es alguna de estas?
answer-title = { $author } responde
answer-footer = A la duda: { $doubt }
answer-call = { $n ->
    [0] Hay una respuesta.
    [one] { $people }, tienes una respuesta.
    *[other] { $people }: tienen una respuesta.
}
modal-doubt-title = Tengo una duda
modal-doubt-label = ¿Cuál es tu duda?
modal-doubt-placeholder = Escríbela con tus palabras. Si algo falla, cuenta qué hiciste y qué pasó.
modal-answer-title = Responder la duda
modal-answer-label = Tu respuesta
modal-answer-placeholder = Explícalo como te habría gustado leerlo.
repeat-ask = Se parece a una duda que ya preguntaste. ¿Es la misma duda?

# El cierre
closing-heading = Para cerrar: comparemos
reflection-title = Reflexión final
reflection-text = Pulsa **Reflexión final** y cuenta con qué conectas lo aprendido y dónde lo usarías. Cuando todos respondan, publico el informe de la sesión.
reflection-text-later = El grupo volvió a un tema. La reflexión final llega después.
reflection-who = Respondieron ({ $k } de { $n })

# Respuestas privadas
reply-opened = La sesión está abierta: mira el mensaje que publico en este canal.
reply-joined = ¡Ya participas! La sesión empieza cuando quien la dirige pulse **Comenzar**.
reply-joined-late = ¡Ya participas! Ponte al día con el tema actual; el grupo te esperará a partir del siguiente.
reply-joined-closing = ¡Ya participas! El grupo está en el cierre: pulsa **Reflexión final** y cuenta lo tuyo.
reply-joined-already = Ya participas en esta sesión.
reply-left = Saliste de la sesión. Lo que hiciste queda guardado; con **Unirme** puedes volver.
reply-knowledge = ¡Gracias! Anotado.
reply-paused = La sesión está en pausa. Con `/continuar` sigue.
reply-resumed = La sesión continúa.
reply-not-paused = La sesión no está en pausa.
reply-begun = ¡Empezamos!
reply-confirmed-already = Ya confirmaste este tema. ¡Bien hecho!
reply-rated = Anotado: { $value } de 5. ¡Gracias!
reply-alternative = Publico otra explicación en el hilo.
reply-alternative-already = Esa explicación ya está en el hilo. Si quieres otra más, vuelve a pulsar el botón del panel.
reply-alternative-none = No quedan más explicaciones preparadas. Pulsa **Tengo una duda** y cuenta qué parte no se entiende.
reply-link = Anotado: lo conectas con { $domain }.
reply-asked-answered = Tu duda quedó registrada. La respuesta está en el hilo: dime ahí si te quedó claro.
reply-asked-open = Tu duda quedó registrada y está en el hilo, para que el grupo o quien modera la responda.
reply-asked-near = Tu duda quedó registrada. Hay dos respuestas que se le parecen: elige la que sea tu duda. Si no es ninguna, queda abierta para el grupo.
reply-chosen = La respuesta está en el hilo, debajo de tu duda: dime ahí si te quedó claro.
reply-repeat = Gracias, anotado.
reply-answered = ¡Gracias! Tu respuesta está en el hilo.
reply-settled = ¡Qué bien! Doy la duda por resuelta.
reply-still = De acuerdo: la duda sigue abierta para el grupo.
reply-solved = ¡Muy bien! Anotado: resolviste el ejercicio de **{ $topic }**. Si quieres mostrarlo, pulsa **Compartir mi solución**.
reply-shared = ¡Gracias! Tu solución está en el hilo.
reply-advanced = El grupo avanza.
reply-went-to = El grupo pasa a **{ $topic }**.
reply-reflected = ¡Gracias por tu reflexión!
reply-ended = La sesión terminó. Publico el informe en un momento.
reply-nothing = Eso ya estaba hecho.

# El estado
status-paused = **En pausa:** con `/continuar` sigue.
status-lobby = **Estado:** en la sala de espera.
status-topic = **Estado:** tema { $k } de { $n }, { $title }.
status-closing = **Estado:** en el cierre, con la reflexión final.
status-ended = **Estado:** terminada.
status-people = { $n ->
    [0] **Participantes:** nadie todavía.
    *[other] **Participantes ({ $n }):** { $names }.
}
status-confirmed = { $k ->
    [0] **Confirmaron este tema (0 de { $n }):** nadie todavía.
    *[other] **Confirmaron este tema ({ $k } de { $n }):** { $names }.
}
status-silent = **Ya no se espera a:** { $names }. Si vuelven, el grupo los espera otra vez. (Solo lo ven quien dirige y moderación.)
status-pending = **Faltan:** { $names }. (Solo lo ven quien dirige y moderación.)
status-doubts = { $n ->
    [0] **Dudas:** ninguna registrada.
    [one] **Dudas:** 1 registrada; sin resolver: { $open }.
    *[other] **Dudas:** { $n } registradas; sin resolver: { $open }.
}

# Por qué no
no-session = No hay ninguna sesión abierta en este canal. Con `/empezar` puedes convocar una.
no-session-of-button = Este botón es de una sesión que no está en este servidor. Usa los mensajes más recientes o escribe `/ayuda`.
no-session-over = Esta sesión ya terminó. Con `/empezar` puedes convocar otra.
no-not-begun = La sesión todavía no empieza: falta pulsar **Comenzar**.
no-already-begun = La sesión ya empezó.
no-not-participant = Para participar, pulsa primero **Unirme** en la sala de espera.
no-not-authorised = Solo puede hacerlo quien dirige la sesión o moderación.
no-nobody-joined = Todavía no se une nadie. Pulsa **Unirme** y después **Comenzar**.
no-topic-not-started = El grupo todavía no llega a ese tema.
no-unknown = Eso no está en esta sesión.
no-empty-text = El texto está vacío. Escribe algo y vuelve a enviarlo.
no-text-too-long = Tu texto tiene { $length } caracteres y caben { $limit }. Acórtalo o divídelo en dos y vuelve a enviarlo.
no-not-the-asker = Solo { $asker } puede decir si su duda está resuelta.
no-not-confirmed = Primero completa la comprobación con **Lo tengo claro**.
no-not-closing = La reflexión final llega después del último tema.
no-paused = La sesión está en pausa. Quien la dirige o moderación la retoma con `/continuar`.
no-nobody-to-lead = Diriges la sesión y no hay a quién dejársela. Espera a que alguien se una, o ciérrala con `/terminar`.
no-empty-plan = El plan necesita al menos un tema.
no-too-many-doubts = Llevas varias dudas en un minuto: espera { $seconds } s y envía esta otra vez. Así cada una recibe su respuesta.
no-text-back = Para que no lo pierdas, aquí está tu texto:
no-manage-guild = Solo puede hacerlo quien administra el servidor (permiso «Gestionar servidor»).
no-short-wait = Primero se recuerda y después se deja de esperar: { $wait } minutos de espera no alcanzan con el recordatorio a los { $remind }. Elige una espera más larga.
no-course = No conozco el curso «{ $course }». Escribe `/empezar` y elige uno de la lista.
no-channel-busy = En este canal ya hay una sesión abierta. Únete a ella, o termínala con `/terminar` antes de empezar otra.
no-crowded = Hay muchas personas pulsando a la vez y no pude anotar lo tuyo. Inténtalo otra vez en un momento.
no-unknown-component = Este botón es de una versión anterior y ya no funciona. Usa los mensajes más recientes o escribe `/ayuda`.
no-guild = Esto funciona solo dentro de un servidor.
no-argument = No entendí lo que escribiste. Revisa las opciones del comando e inténtalo otra vez.
no-database = No puedo guardar nada en este momento. Inténtalo otra vez en un rato: no se perdió nada de lo anterior.
no-slow = Tardé demasiado en responder y no sé si quedó anotado. Inténtalo otra vez en un momento: si ya estaba, no se repite.
no-bot-rights = Me faltan permisos en este canal para llevar una sesión: { $rights }. Pide a quien administra el servidor que me los dé.
right-view = Ver canal
right-send = Enviar mensajes
right-send-in-threads = Enviar mensajes en hilos
right-embed = Insertar enlaces
right-attach = Adjuntar archivos
right-history = Leer el historial de mensajes
incident = Algo salió mal de mi lado: incidencia { $code }. Inténtalo otra vez; si se repite, avisa a moderación con ese código.

help = **Cómo funciona una sesión**
    1. Alguien escribe `/empezar` y elige un curso. Se abre un hilo: ahí pulsa **Unirme**.
    2. Cada tema trae explicación, ejemplo y ejercicio, y termina en una pausa. La pista y la solución del ejercicio las ves solo tú; con **Compartir mi solución** publicas la tuya.
    3. En la pausa, pulsa **Lo tengo claro** y responde unas preguntas cortas que solo ves tú. Si no está claro, pulsa **De otra forma** o **Tengo una duda**. También puedes preguntar con un mensaje en el hilo: mencióname o responde a un mensaje mío.
    4. Si ya tienes la duda que preguntó otra persona, pulsa **Yo también** y te aviso cuando tenga respuesta. Solo quien preguntó dice **Me quedó claro** o **Sigo con la duda**.
    5. El grupo avanza junto. Al final hay una reflexión y un informe.
    6. Si alguien deja de participar, le aviso, y al rato el grupo sigue. Quien vuelve retoma donde quiera: los botones de antes funcionan.

    Los comandos: `/cursos ver` muestra los cursos · `/empezar` convoca una sesión · `/duda` pregunta algo, con tu nombre o sin él para el grupo · `/estado` dice en qué va · `/salir` te saca del grupo · `/continuar` retoma una sesión en pausa · `/mi-informe` te da tu propio informe, donde corriges o borras tus dudas.
    Para quien dirige la sesión y moderación: `/pausar` · `/terminar`, que la cierra con su informe. Para moderación: `/informe` · `/dudas`, con todas las dudas del servidor · en el menú de un mensaje, **Anotar como duda**. Para quien administra el servidor: `/configurar`, y `/cursos subir` y `/cursos retirar`.
    Tus dudas, tus reflexiones y las soluciones que compartes se guardan para el informe; nadie ve tus respuestas de las comprobaciones.

# Lo que ajusta un servidor
settings = **Así son las sesiones de este servidor** (las abiertas siguen como empezaron):
    - { $rule }
    - A quien lleva { $remind } min sin participar le recuerdo que el grupo espera.
    - A los { $wait } min el grupo deja de esperar a esa persona, hasta que vuelva.
    - { $reports }
    - Las horas de los informes son las de { $zone }.
settings-rule-course = El grupo avanza como diga cada curso.

# Dudas en mensajes que mencionan al bot (mentions)
mention-not-participant = No anoté tu duda porque todavía no participas en esta sesión. Pulsa **Unirme** en la sala de espera y vuelve a mencionarme con ella.
mention-too-long = No anoté tu duda: tiene { $length } caracteres y caben { $limit }. Acórtala o divídela en dos mensajes, y vuelve a mencionarme.
mention-elsewhere = La sesión sigue en { $thread }. Mencióname allí con tu duda, o pregúntala aquí con `/duda`.
mention-no-doubt = Leí tu mensaje y no vi una duda, así que no anoté nada. Si tienes una, mencióname y escríbela con tus palabras: qué no entiendes, o qué hiciste y qué pasó.

# Cuando Discord no deja publicar
moved = { $why } La sesión sigue aquí, en el canal, desde el punto en que iba. Nada de lo registrado se pierde. A partir de ahora, los botones y los comandos se usan aquí.
moved-ended = { $why } Por eso el informe va aquí.
left-deleted = El hilo de esta sesión ya no existe.
left-locked = El hilo de esta sesión está bloqueado y no puedo publicar ahí.
left-archived = El hilo de esta sesión está archivado y no puedo reabrirlo.
left-access = Ya no tengo acceso al hilo de esta sesión.
left-rights = { $n ->
    [0] No tengo permiso para publicar en el hilo de esta sesión.
    [one] En el hilo de esta sesión me falta el permiso { $rights }.
    *[other] En el hilo de esta sesión me faltan estos permisos: { $rights }.
}
trouble-rights = { $n ->
    [0] ⚠️ No puedo publicar en { $place }: me falta algún permiso. Quien administra el servidor puede dármelo; después escribe `/continuar`.
    [one] ⚠️ No puedo publicar en { $place }: me falta el permiso { $rights }. Quien administra el servidor puede dármelo; después escribe `/continuar`.
    *[other] ⚠️ No puedo publicar en { $place }: me faltan los permisos { $rights }. Quien administra el servidor puede dármelos; después escribe `/continuar`.
}
trouble-access = ⚠️ No puedo publicar en { $place }: no tengo acceso. Quien administra el servidor puede darme el permiso «Ver canal»; después escribe `/continuar`.
trouble-locked = ⚠️ No puedo publicar en { $place }: el hilo está bloqueado. Quien modera puede desbloquearlo; después escribe `/continuar`.
trouble-archived = ⚠️ No puedo publicar en { $place }: el hilo está archivado y no puedo reabrirlo. Quien modera puede hacerlo; después escribe `/continuar`.
trouble-deleted = ⚠️ El canal de esta sesión ya no existe.
trouble-mended = Ya tengo los permisos que me faltaban en { $place }: escribe `/continuar` y publico lo pendiente.
trouble-moved = Esta sesión sigue en { $place }.
direct-paused = La sesión de **{ $course }** está en pausa. Nada de lo registrado se pierde.
    { $why }
direct-report = La sesión de **{ $course }** terminó y no puedo publicar su informe en { $place }. Te lo dejo aquí.
direct-deleted = El canal de la sesión de **{ $course }** ya no existe, así que la sesión terminó. Te dejo aquí su informe. Con `/empezar` puedes convocar otra sesión en otro canal.
