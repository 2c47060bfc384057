# Lo que sigue a una duda: quién más la tiene, otra explicación, respuestas marcadas, y la lista de quien modera.

button-too = Yo también
button-accept = Marcar como correcta
button-unaccept = Quitar la marca
button-previous = Anterior
button-next = Siguiente
button-export = Exportar
button-merge = Fusionar
button-retopic = Corregir tema
button-back = Volver a la lista

doubt-title-anonymous = Alguien del grupo pregunta
doubt-people = { $n } personas tienen esta duda
doubt-shared = Respuesta de { $author } a la misma duda
answer-title-moderator = La moderación responde
answer-right = ✅ Correcta
answer-right-moderator = Según la moderación
answer-right-host = Según quien dirige la sesión
told = { $asker }, tu duda ya tiene una respuesta: { $link }
told-anonymous = La duda que preguntaste sin tu nombre en la sesión de **{ $course }** tiene una respuesta: { $link }
    Este mensaje lo ves solo tú.
modal-anonymous-label = ¿Anónima para el grupo? Escribe «sí»
modal-anonymous-placeholder = La moderación sí ve quién pregunta. Déjalo vacío para que aparezca tu nombre.

open-doubts = Dudas abiertas: { $n }
open-doubts-left = { $n ->
    [one] Quedó una duda abierta
    *[other] Quedaron { $n } dudas abiertas
}
open-doubts-none = Al final no quedó ninguna duda abierta.
open-doubts-more = { $n ->
    [one] y una más
    *[other] y { $n } más
}
open-doubts-anonymous = Alguien del grupo
open-doubts-people = { $n } personas

reply-asked-shared = { $n ->
    [2] Otra persona tiene la misma duda: la respuesta les llega a las dos.
    *[other] Otras personas tienen la misma duda: la respuesta les llega a todas.
}
reply-asked-anonymous = El grupo no ve quién pregunta; la moderación sí. Si alguien responde, te aviso por mensaje directo, si los recibes.
reply-explained = Te dejo otra explicación en el hilo. Dime ahí si con esa te quedó claro.
reply-joined-doubt = Anotado: { $n } personas tienen esta duda. Te aviso cuando tenga respuesta.
reply-own-doubt = Esa duda ya es tuya: te aviso cuando tenga respuesta.
reply-marked = Anotado: la respuesta queda marcada como correcta. En este servidor se la doy también a quien pregunte lo mismo.
reply-unmarked = Quité la marca: esa respuesta ya no se da a otras personas.
reply-merged = Listo: ahora son una misma duda, que tienen { $n ->
    [one] una persona
    *[other] { $n } personas
}.

no-not-the-anonymous-asker = Eso puede hacerlo solo quien preguntó.
no-only-moderators = Solo puede hacerlo la moderación (permiso «Gestionar mensajes»).
no-doubt-settled = Esa duda ya está resuelta. Si te pasa algo parecido, pregúntalo con **Tengo una duda**.
no-persons-answer = Solo se marcan las respuestas que escribió una persona.

# Anotar como duda
note-done = Anotado como duda de { $author }. Está en el hilo de la sesión.
note-answered = Anotado como duda de { $author }. La respuesta está en el hilo de la sesión.
note-bot = Ese mensaje no es de una persona, así que no puede ser una duda.
note-no-text = Ese mensaje no tiene texto que anotar.
note-no-session = En este canal no hay ninguna sesión abierta en la que anotarlo.
note-not-participant = { $author } no participa en la sesión de este canal, así que no hay de quién anotar la duda. Pídele que pulse **Unirme**.
note-too-long = El mensaje tiene { $length } caracteres y en una duda caben { $limit }.
note-too-many = { $author } ya tiene varias dudas en el último minuto. Inténtalo otra vez en { $seconds } s.

# La lista de quien modera
doubts-title = Dudas: { $n }
doubts-none = No hay ninguna duda así en este servidor.
doubts-filter = **Filtro:** { $filter }
doubts-page = Página { $page } de { $pages } · las más recientes primero
doubts-choose = Abre una duda
doubts-state-open = abierta
doubts-state-answered = respondida
doubts-state-resolved = resuelta
doubts-filter-open = abiertas
doubts-filter-answered = respondidas
doubts-filter-resolved = resueltas
doubts-filter-topic = tema { $topic }
doubts-filter-since = desde { $day }
doubts-filter-until = hasta { $day }
doubts-session = sesión { $session }
doubts-anonymous = anónima para el grupo
doubts-no-topic = sin tema
doubts-of = Duda de { $asker }
doubts-when = Cuándo
doubts-topic = Tema
doubts-kind = Tipo
doubts-state = Estado
doubts-people = Personas que la tienen
doubts-concepts = Conceptos
doubts-answer-moderator = Responde la moderación
doubts-answer-of = Responde { $author }
doubts-answer-course = Respuesta del curso
doubts-answer-right = ✅ marcada como correcta
doubts-more-answers = { $n ->
    [one] y una respuesta más, en el hilo
    *[other] y { $n } respuestas más, en el hilo
}
doubts-link = [Ver en el hilo]({ $link })
doubts-erased = Quien preguntó borró esa duda.
doubts-merge-ask = ¿Con cuál otra duda de la sesión es la misma? Desde ahora comparten las respuestas.
doubts-merge-choose = Elige la otra duda
doubts-merge-none = En esa sesión no hay otra duda con la que fusionarla.
doubts-topic-ask = ¿De qué tema es la duda?
doubts-topic-choose = Elige el tema
doubts-exported = { $n ->
    [one] Aquí va una duda, en una tabla que abre cualquier hoja de cálculo.
    *[other] Aquí van { $n } dudas, en una tabla que abre cualquier hoja de cálculo.
} Son palabras de quienes preguntaron: no las compartas fuera del servidor.
doubts-exported-part = Hay { $total } dudas y en el archivo caben las { $n } más recientes. Usa un filtro para exportar las demás.
doubts-bad-date = No entiendo la fecha «{ $date }». Escríbela como 2026-11-29 o 29/11/2026.
doubts-bad-topic = Nadie ha preguntado sobre «{ $topic }» en este servidor. Elige un tema de la lista que aparece al escribir.

