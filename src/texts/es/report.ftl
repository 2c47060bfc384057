# The report. A statement's sentence is `report-<section>-<number>-<variant>[-<case>]`. Sentences
# begin in lower case (a connector may come before; the program writes the capital). $who is the
# learner's name with a space after it; where the paragraph has named them already, `report-again`.

## The document

report-title = Informe de la sesión: { $course }
report-title-unnamed = Informe de la sesión
report-heading-1 = Estructura de la conversación
report-heading-2 = Claridad y profundidad
report-heading-3 = Patrones de aprendizaje
report-heading-4 = Aplicación y reflexión
report-heading-5 = Observaciones adicionales
report-fact-course = Curso
report-fact-date = Fecha
report-fact-duration = Duración
report-fact-participants = Participantes
report-date = { $day } de { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
} de { $year }
report-date-time = { $date }, { $time }
report-day-time = { $day }/{ $month } { $time }
report-within-a-day = { $date }, de { $from } a { $to } ({ $zone })
report-over-days = del { $from } al { $to } ({ $zone })
report-without-end = desde el { $from } ({ $zone }); no se registró el final
report-duration-with-breaks = { $duration }, sin contar las interrupciones
report-participants-named = { $count } ({ $names })
report-participants-you = { $count ->
    [0] { $name }
    [one] { $name } y una persona más
   *[other] { $name } y { $count } personas más
}
report-and-more = { $list } y { $count } más
report-evidence = Evidencia
report-evidence-note = Cada número entre corchetes remite a los registros de la sesión en los que se apoya la frase. De lo que hicieron otras personas solo consta qué fue, no quién ni cuándo.
report-evidence-note-whole = Cada número entre corchetes remite a los registros de la sesión en los que se apoya la frase.
report-evidence-item = Afirmación { $id }: { $count ->
    [one] registro { $events }
   *[other] registros { $events }
}{ $more ->
    [0] {""}
   *[other] {" "}y { $more } más
}
report-evidence-events = Registros citados
report-evidence-number = N.º
report-evidence-when = Hora
report-evidence-what = Qué ocurrió
report-evidence-more = { $count ->
    [one] Queda fuera de esta lista una fila más; el informe en JSON cita todos los registros.
   *[other] Quedan fuera de esta lista { $count } filas más; el informe en JSON cita todos los registros.
}
report-rules = Versión de las reglas: { $version }

## Sections with nothing to show

report-empty-section = En esta sesión no se registraron datos para este apartado.
report-empty-section-channel = Lo registrado sobre este apartado se refiere a cada participante y figura solo en su informe individual.
report-empty-section-learner = En esta sesión no se registraron datos propios para este apartado.

## Links between sentences

report-participant = la persona participante
report-again = {""}
report-about = en el caso de { $name }, { $text }
report-link-also = además, { $text }
report-link-likewise = asimismo, { $text }
report-link-contrast = sin embargo, { $text }
report-link-aside = por otra parte, { $text }

## 1 Structure of the conversation

report-1-1-positive = la conversación avanzó de forma secuencial: los { $treated } temas se trataron en el orden del plan ({ $topics }).
report-1-1-mixed = los temas que se trataron siguieron el orden del plan ({ $topics }), aunque no se llegó a todos.
report-1-1-negative = la conversación se apartó del orden del plan: { $inversions }.
report-inversion = «{ $first }» se trató antes que «{ $second }»
report-1-1-insufficient = { $treated ->
    [0] no se registró el comienzo de ningún tema del plan, así que no se puede hablar de un orden.
   *[other] se trató un solo tema ({ $topics }), así que no se puede hablar de un orden.
}

report-1-2-positive = { $planned ->
    [one] se trató el único tema previsto, hasta el cierre de la sesión.
   *[other] se recorrió el plan completo, hasta el cierre de la sesión.
}
report-1-2-mixed = se trataron { $treated } de los { $planned } temas del plan; no se registró el comienzo de { $missing }.
report-1-2-mixed-unfinished = { $planned ->
    [one] se trató el único tema previsto
   *[other] se recorrieron los { $planned } temas del plan
}, aunque no consta que la sesión se completara.
report-1-2-mixed-none = { $planned ->
    [one] no se registró el comienzo del único tema previsto.
   *[other] no se registró el comienzo de ninguno de los { $planned } temas del plan.
}

report-1-3-positive = { $due ->
    [one] se hizo la pausa planificada para verificar la comprensión.
   *[other] se hicieron las { $due } pausas planificadas para verificar la comprensión.
}
report-1-3-mixed = se { $held ->
    [one] hizo { $held }
   *[other] hicieron { $held }
} de las { $due } pausas planificadas para verificar la comprensión; no se registró la de { $missed }.
report-1-3-negative = { $due ->
    [one] no se registró la pausa planificada para verificar la comprensión.
   *[other] no se registró ninguna de las { $due } pausas planificadas para verificar la comprensión.
}
report-1-3-insufficient = el plan no preveía pausas para verificar la comprensión.
report-1-3-insufficient-not-due = no se registró el comienzo de ningún tema con pausa planificada.

report-1-4-positive = { $advances ->
    [one] el único avance llegó
   *[other] cada uno de los { $advances } avances llegó
} tras la confirmación expresa de que el tema anterior estaba claro.
report-1-4-positive-group = { $advances ->
    [one] el único avance llegó
   *[other] cada uno de los { $advances } avances llegó
} después de que el grupo entero confirmara que el tema anterior estaba claro.
report-1-4-negative = { $advances ->
    [one] en el único avance
   *[other] { $unconfirmed ->
        [one] en uno
       *[other] en { $unconfirmed }
    } de los { $advances } avances
} no consta una confirmación previa de que el tema estaba claro (al dejar { $topics }){ $forced ->
    [0] .
    [one] ; uno se decidió con «Avanzar igualmente».
   *[other] ; { $forced } se decidieron con «Avanzar igualmente».
}
report-1-4-negative-group = { $advances ->
    [one] en el único avance
   *[other] { $unconfirmed ->
        [one] en uno
       *[other] en { $unconfirmed }
    } de los { $advances } avances
} no consta que el grupo entero hubiera confirmado que el tema estaba claro (al dejar { $topics }){ $forced ->
    [0] .
    [one] ; uno se decidió con «Avanzar igualmente».
   *[other] ; { $forced } se decidieron con «Avanzar igualmente».
}
report-1-4-negative-pending = quedó pendiente la confirmación de { $pending }.
report-pending = { $people } al dejar «{ $topic }»

report-1-5-positive = trataron del tema en curso { $on_topic } de las { $questions } preguntas, de modo que el hilo se mantuvo.
report-1-5-positive-all = las { $questions } preguntas trataron del tema en curso, de modo que el hilo se mantuvo.
report-1-5-insufficient = { $questions ->
    [0] no se registraron preguntas con las que valorar si se mantuvo el hilo.
    [one] con una sola pregunta registrada aún es pronto para valorar si se mantuvo el hilo.
   *[other] con { $questions } preguntas registradas aún es pronto para valorar si se mantuvo el hilo.
}
report-1-5-insufficient-scattered = solo { $on_topic } de las { $questions } preguntas trataron del tema en curso, lo que no basta para hablar de un hilo continuo.

report-1-6-positive = { $measured ->
    [one] el tiempo dedicado al tema se ajustó a lo previsto.
   *[other] el tiempo dedicado a los temas se ajustó a lo previsto.
}
report-1-6-mixed-faster = en { $outside ->
    [one] uno
   *[other] { $outside }
} de los { $measured } temas se avanzó más rápido de lo previsto: { $pace }.
report-1-6-mixed-slower = en { $outside ->
    [one] uno
   *[other] { $outside }
} de los { $measured } temas se avanzó más despacio de lo previsto: { $pace }.
report-1-6-mixed-uneven = en { $outside ->
    [one] uno
   *[other] { $outside }
} de los { $measured } temas el ritmo se apartó de lo previsto: { $pace }.
report-1-6-negative-faster = { $measured ->
    [one] se avanzó más rápido de lo previsto: { $pace }.
   *[other] en los { $measured } temas se avanzó más rápido de lo previsto: { $pace }.
}
report-1-6-negative-slower = { $measured ->
    [one] se avanzó más despacio de lo previsto: { $pace }.
   *[other] en los { $measured } temas se avanzó más despacio de lo previsto: { $pace }.
}
report-1-6-negative-uneven = el ritmo se apartó de lo previsto en los { $measured } temas: { $pace }.
report-pace = { $topic } ({ $actual } de { $planned } min)

report-1-7-positive-course = el esquema de temas fue el del curso.
report-1-7-positive-learner = el esquema de temas lo propuso la persona participante.
report-1-7-positive-convener = el esquema de temas lo propuso quien convocó la sesión.
report-1-7-positive-group = el esquema de temas lo propuso el grupo.
report-1-7-positive-moderator = el esquema de temas lo propuso la moderación.

## 2 Clarity and depth

report-2-1-positive = se profundizó sobre todo { $peaks }.
report-peak = en { $concept } ({ $questions ->
    [one] una pregunta
   *[other] { $questions } preguntas
}{ $shown ->
    [0] {""}
    [one] {" "}y un ejemplo o explicación
   *[other] {" "}y { $shown } ejemplos o explicaciones
})
report-2-1-negative = entre las { $questions } preguntas registradas no se detectó un concepto en el que se profundizara claramente más que en el resto.
report-2-1-insufficient = { $questions ->
    [0] no se registraron preguntas, así que no se puede señalar en qué conceptos se profundizó.
    [one] se registró una sola pregunta, muy poco para señalar en qué conceptos se profundizó.
   *[other] se registraron solo { $questions } preguntas, muy pocas para señalar en qué conceptos se profundizó.
}

report-2-2-positive = { $started ->
    [one] el tema tratado contó
   *[other] los { $started } temas tratados contaron
} con ejemplos concretos.
report-2-2-mixed = { $with_example ->
    [one] contó
   *[other] contaron
} con ejemplos concretos { $with_example } de los { $started } temas tratados; no se registró ninguno en { $without }.
report-2-2-negative = { $started ->
    [one] no se registró ningún ejemplo en el tema tratado.
   *[other] no se registró ningún ejemplo en los { $started } temas tratados.
}

report-2-3-positive = { $doubts ->
    [one] la única duda registrada se aclaró en el momento: recibió respuesta en cinco minutos como mucho y quien la planteó la dio por resuelta dentro del mismo tema.
   *[other] las { $doubts } dudas registradas se aclararon en el momento: recibieron respuesta en cinco minutos como mucho y quien planteó cada una la dio por resuelta dentro del mismo tema.
}
report-2-3-mixed = se { $cleared ->
    [one] aclaró
   *[other] aclararon
} en el momento { $cleared } de las { $doubts } dudas registradas; del resto no consta.
report-2-3-negative = { $cleared ->
    [0] { $doubts ->
        [one] no consta que la única duda registrada se aclarara en el momento.
       *[other] no consta que ninguna de las { $doubts } dudas registradas se aclarara en el momento.
    }
    [one] solo consta que se aclarara en el momento una de las { $doubts } dudas registradas.
   *[other] solo consta que se aclararan en el momento { $cleared } de las { $doubts } dudas registradas.
}
report-2-3-negative-open = { $open ->
    [one] queda una duda abierta
   *[other] quedan { $open } dudas abiertas
} sobre { $concepts }.
report-2-3-negative-open-unnamed = { $open ->
    [one] queda una duda abierta.
   *[other] quedan { $open } dudas abiertas.
}
report-2-3-insufficient = no se registró ninguna duda que aclarar.

report-2-4-positive = la mediana del tiempo de respuesta fue de { $median }, en { $answered } preguntas.
report-2-4-insufficient = { $answered ->
    [one] la única respuesta registrada llegó en { $times }.
   *[other] las { $answered } respuestas registradas llegaron en { $times }.
}

report-2-5-positive-group = en cuanto al grupo, mostraron un dominio consolidado { $concepts }.
report-at-least = al menos { $learners } participantes en { $concept }
report-2-5-positive = { $repeated ->
    [0] por sus aciertos al primer intento y sin pistas, { $who }mostró un dominio consolidado de { $consolidated }; los porcentajes son el intervalo del 80 %.
   *[other] { $who }mostró un dominio consolidado de { $consolidated }.
}
report-2-5-negative = { $repeated ->
    [0] por sus aciertos al primer intento y sin pistas, { $who }tiene todavía en desarrollo { $developing }; los porcentajes son el intervalo del 80 %.
   *[other] { $who }tiene todavía en desarrollo { $developing }.
}
report-2-5-insufficient = { $who }acertó { $early }; aún es pronto para hablar de conceptos consolidados.
report-2-5-developing = { $count ->
    [one] Sigue
   *[other] Siguen
} en desarrollo { $concepts }.
report-2-5-early = Aún es pronto para valorar otros conceptos: acertó { $concepts }.
report-2-5-unchecked = { $count ->
    [one] Quedó
   *[other] Quedaron
} sin comprobar { $concepts }.
report-mastery = { $concept } ({ $right } de { $asked }; { $low }–{ $high } %)
report-early = { $right } de { $asked } en { $concept }

report-2-6-positive = { $questions ->
    [one] se registró una sola pregunta, { $kinds }.
   *[other] en cuanto al tipo, las { $questions } preguntas se reparten así: { $kinds }.
}
report-kind-percent = { $kind } ({ $percent } %)
report-number = { $count ->
    [1] una
    [2] dos
    [3] tres
    [4] cuatro
    [5] cinco
    [6] seis
    [7] siete
    [8] ocho
    [9] nueve
   *[other] { $count }
}
report-kind-verification = { report-number } de verificación
report-kind-definition = { report-number } de definición
report-kind-comparison = { report-number } de comparación
report-kind-cause = { report-number } sobre causas
report-kind-procedure = { report-number } sobre procedimientos
report-kind-application = { report-number } de aplicación
report-kind-debugging = { report-number } de depuración

## 3 Patterns of learning

report-3-1-positive = { $concepts ->
    [one] un concepto necesitó aclaraciones adicionales: { $unclear }.
   *[other] necesitaron aclaraciones adicionales { $concepts } conceptos: { $unclear }.
}
report-unclear = { $concept } ({ $questions ->
    [one] una pregunta
   *[other] { $questions } preguntas
}{ $repeats ->
    [0] {""}
    [one] , una de ellas repetida
   *[other] , { $repeats } de ellas repetidas
})
report-unclear-aspects = { $concept } ({ $questions ->
    [one] una pregunta
   *[other] { $questions } preguntas
} sobre { $aspects }{ $repeats ->
    [0] {""}
    [one] , una de ellas repetida
   *[other] , { $repeats } de ellas repetidas
})
report-3-1-negative = entre las { $questions } preguntas registradas no se detectó ningún concepto que necesitara más aclaraciones que los demás.
report-3-1-insufficient = { $questions ->
    [0] no se registraron preguntas que permitan saber qué conceptos necesitaron más aclaraciones.
    [one] con una sola pregunta registrada no se puede saber qué conceptos necesitaron más aclaraciones.
   *[other] con { $questions } preguntas registradas no se puede saber qué conceptos necesitaron más aclaraciones.
}

report-3-2-positive = que las preguntas abarcaran aspectos distintos sugiere interés por los detalles operativos.

report-3-3-positive = no se detectaron dudas repetidas entre las { $questions } preguntas registradas.
report-3-3-negative-named = { $repeats ->
    [one] una duda reapareció a lo largo de la sesión, sobre { $concepts }.
   *[other] reaparecieron { $repeats } dudas a lo largo de la sesión, sobre { $concepts }.
}
report-3-3-negative-unnamed = { $repeats ->
    [one] una duda reapareció a lo largo de la sesión.
   *[other] reaparecieron { $repeats } dudas a lo largo de la sesión.
}
report-3-3-insufficient = { $questions ->
    [0] al no registrarse preguntas, tampoco se puede decir si alguna duda se repitió.
    [one] con una sola pregunta registrada no se puede decir si alguna duda se repitió.
   *[other] con { $questions } preguntas registradas no se puede decir si alguna duda se repitió.
}
report-3-3-insufficient-unconfirmed = entre las { $questions } preguntas registradas hay { $unconfirmed ->
    [one] una coincidencia que quien preguntó no ha confirmado
   *[other] { $unconfirmed } coincidencias que quienes preguntaron no han confirmado
}, así que no se puede decir si alguna duda se repitió.

report-3-4-positive = que ninguna duda reapareciera, que todas se aclararan en el momento y que cada avance estuviera confirmado sugiere una buena progresión.

report-3-5-positive = { $who }pidió avanzar solo tras verificar que el tema estaba claro: así fue las { $asked } veces que lo pidió.
report-3-5-negative = de las { $asked } veces que { $who }pidió avanzar, en { $unverified } no consta que antes confirmara que el tema estaba claro.
report-3-5-insufficient = { $who }pidió avanzar { $asked ->
    [one] una vez
   *[other] { $asked } veces
}, después de confirmar que el tema estaba claro; aún es pronto para hablar de una pauta.

report-3-6-positive-fitting = la confianza que { $who }expresó antes de las comprobaciones se ajustó a sus aciertos ({ $concepts } conceptos).
report-3-6-negative-over = la confianza que { $who }expresó antes de las comprobaciones quedó por encima de sus aciertos ({ $concepts } conceptos).
report-3-6-negative-under = la confianza que { $who }expresó antes de las comprobaciones quedó por debajo de sus aciertos ({ $concepts } conceptos).
report-3-6-mixed-unclear = la confianza que { $who }expresó antes de las comprobaciones no guardó una relación clara con sus aciertos ({ $concepts } conceptos).
report-3-6-insufficient-after = las valoraciones de confianza se dieron después de las comprobaciones, así que no permiten saber si se ajustaban a los aciertos.
report-3-6-insufficient-after-together = las valoraciones de confianza de { $people } se dieron después de las comprobaciones, así que no permiten saber si se ajustaban a los aciertos.
report-3-6-insufficient-few = { $concepts ->
    [0] ningún concepto reúne todavía una valoración de confianza previa y su comprobación;
    [one] solo un concepto reúne una valoración de confianza previa y su comprobación;
   *[other] solo { $concepts } conceptos reúnen una valoración de confianza previa y su comprobación;
} hacen falta { $needed } para saber si la confianza se ajustaba a los aciertos.

## 4 Application and reflection

report-4-1-positive = { $who }vinculó lo nuevo con conocimientos previos de { $links }.
report-4-2-positive = { $who }relacionó los temas con nociones de { $links }.
report-link = { $domain }
report-link-terms = { $domain } ({ $terms })
report-4-3-positive = { $who }mencionó { $projects ->
    [one] un proyecto propio en el que aplicar
   *[other] { $projects } veces proyectos propios en los que aplicar
} lo aprendido.
report-4-3-negative = en lo que { $who }aportó no se registraron aplicaciones ni proyectos propios.
report-4-3-negative-together = en lo que aportaron { $people } no se registraron aplicaciones ni proyectos propios.
report-4-4-positive = se notó una orientación práctica: se { $prepared ->
    [one] preparó
   *[other] prepararon
} { $files }{ $executed ->
    [0] ; no consta su ejecución.
   *[other] .
}
report-4-4-executed = { $count ->
    [one] Se ejecutó
   *[other] Se ejecutaron
} { $files }.
report-4-4-positive-own = { $who }mostró una orientación práctica: preparó { $files }{ $executed ->
    [0] ; no consta su ejecución.
   *[other] .
}
report-4-4-executed-own = Ejecutó { $files }.
report-artifact-example = el archivo de ejemplo { $name }
report-artifact-example-features = el archivo de ejemplo { $name }, que muestra { $features }
report-artifact-file = el archivo { $name }
report-artifact-file-features = el archivo { $name }, que muestra { $features }
report-4-5-positive = { $who }entregó { $offered ->
    [one] el ejercicio propuesto
   *[other] los { $offered } ejercicios propuestos
}{ $passed ->
    [0] .
    [one] ; superó { $passed }.
   *[other] ; superó { $passed }.
}
report-4-5-mixed = de los { $offered } ejercicios propuestos, { $who }entregó { $submitted ->
    [one] uno{ $passed ->
        [0] .
       *[other] {" "}y lo superó.
    }
   *[other] { $submitted }{ $passed ->
        [0] .
       *[other] {" "}y superó { $passed }.
    }
}
report-4-5-negative = { $offered ->
    [one] del ejercicio propuesto no se registró ninguna entrega.
   *[other] de los { $offered } ejercicios propuestos no se registró ninguna entrega.
}
report-4-5-negative-together = { $offered ->
    [one] del ejercicio propuesto no se registró ninguna entrega de { $people }.
   *[other] de los { $offered } ejercicios propuestos no se registró ninguna entrega de { $people }.
}
report-4-6-positive = en la reflexión final, { $who }comparó { $compared }.
report-4-6-mixed = { $who }respondió a la reflexión final, en la que no se registró una comparación entre modelos.
report-4-6-negative = no se registró respuesta a la reflexión final.
report-4-6-negative-together = no se registró respuesta de { $people } a la reflexión final.

## 5 Further observations

report-5-1-positive = en esta sesión { $who }trabajó de manera estructurada: propuso el plan, siguió el orden de sus { $topics } temas y confirmó cada uno antes de avanzar.
report-5-2-positive = { $who }trabajó con compromiso a lo largo de la sesión: respondió a { $answered } de las { $shown } consultas que recibió.
report-5-2-positive-all = { $who }trabajó con compromiso a lo largo de la sesión: respondió a las { $shown } consultas que recibió.
report-5-2-positive-all-together = { $people } trabajaron con compromiso a lo largo de la sesión: cada cual respondió a las { $shown } consultas que recibió.
report-5-3-positive = { $who }mantuvo una autoevaluación constante: valoró su confianza en { $rated } de los { $topics } temas de esta sesión.
report-5-3-positive-all = { $who }mantuvo una autoevaluación constante: valoró su confianza en los { $topics } temas de esta sesión.
report-5-3-positive-all-together = { $people } mantuvieron una autoevaluación constante: valoraron su confianza en los { $topics } temas de esta sesión.
report-5-3-mixed = { $who }valoró su confianza en { $rated } de los { $topics } temas de esta sesión.
report-5-3-negative = en los { $topics } temas de esta sesión no se registró ninguna valoración de la propia confianza.
report-5-3-negative-together = en los { $topics } temas de esta sesión no se registró ninguna valoración de la propia confianza de { $people }.
report-5-3-insufficient = { $topics ->
    [one] con un solo tema
   *[other] con { $topics } temas
} aún es pronto para hablar de una autoevaluación constante.
report-5-3-insufficient-together = { $topics ->
    [one] con un solo tema
   *[other] con { $topics } temas
} aún es pronto para hablar de una autoevaluación constante de { $people }.
report-5-4-positive-questions = { $who }buscó confirmación en esta sesión con { $self_checks } preguntas para comprobar su propia idea.
report-5-4-positive-advances = { $who }buscó confirmación, en esta sesión, antes de cada avance que pidió.
report-5-5-suggest = para próximas sesiones convendría cerrar cada tema con un ejercicio corto de práctica autónoma, que ayude a consolidar lo aprendido: en esta no se registró ninguno entregado.
report-5-5-continue = conviene mantener los ejercicios cortos al final de cada tema: en esta sesión se { $times ->
    [one] registró una entrega.
   *[other] registraron { $times } entregas.
}
report-5-6-suggest = sería útil comparar los modelos de concurrencia (hilos, procesos y async) en una reflexión final: en esta sesión no se registró esa comparación.
report-5-6-continue = conviene seguir comparando los modelos de concurrencia (hilos, procesos y async), como se hizo en { $times ->
    [one] una reflexión final.
   *[other] { $times } reflexiones finales.
}
report-5-7-positive = en esta sesión la participación voluntaria se repartió de forma equilibrada.
report-5-7-negative = en esta sesión la participación voluntaria se repartió de forma desigual; rondas breves de preguntas ayudarían a abrir más la conversación.
report-5-7-insufficient = las intervenciones voluntarias registradas son aún pocas para valorar cómo se repartió la participación.
report-5-7-positive-numbers = las { $contributions } intervenciones voluntarias de { $learners } participantes dan un índice de equilibrio de { $entropy } (con 1, todas las voces por igual) y un índice de concentración de { $gini } (con 1, una sola voz).
report-5-7-negative-numbers = las { $contributions } intervenciones voluntarias de { $learners } participantes dan un índice de equilibrio de { $entropy } (con 1, todas las voces por igual) y un índice de concentración de { $gini } (con 1, una sola voz).

## The appendix: what an event was (`event`, one; `events`, several of a kind or of people who are
## not named). $about and $during begin with a space or are empty.

report-event-about = {" "}en «{ $topic }»
report-event-during = {" "}durante «{ $topic }»
report-event-moderation = la moderación
report-events-of = { $who }: { $text }
report-event-session-opened = se abrió la sala de la sesión
report-event-session-started = comenzó la sesión
report-event-session-completed = terminó la sesión, con el plan completo
report-event-session-closed = se dio por terminada la sesión
report-event-session-abandoned = la sesión se cerró por falta de actividad
report-event-topic-started = comenzó «{ $topic }»
report-event-topic-revisited = se volvió a «{ $topic }»
report-event-example-shown = se mostró un ejemplo de { $concept }{ $about }
report-event-alternative-shown = se explicó { $concept } de otra forma{ $about }
report-events-alternative-shown = { $count ->
    [one] una explicación
   *[other] { $count } explicaciones
} de otra forma{ $about }
report-event-pause-opened = pausa para verificar «{ $topic }»
report-event-confirmed = { $who }confirmó «{ $topic }»
report-events-confirmed = { $count ->
    [one] una confirmación
   *[other] { $count } confirmaciones
} de «{ $topic }»
report-event-unsure = { $who }indicó que «{ $topic }» aún no estaba claro
report-events-unsure = { $count ->
    [one] una vez
   *[other] { $count } veces
} se indicó que «{ $topic }» aún no estaba claro
report-event-rated = { $who }valoró su confianza en «{ $topic }»
report-events-rated = { $count ->
    [one] una valoración
   *[other] { $count } valoraciones
} de la confianza en «{ $topic }»
report-event-checked = { $who }respondió a una comprobación de «{ $topic }» ({ $right } de { $items })
report-events-checked = { $count ->
    [one] una respuesta
   *[other] { $count } respuestas
} a las comprobaciones de «{ $topic }»
report-event-advanced = se avanzó desde «{ $topic }»
report-event-advance-not-made = no se avanzó desde «{ $topic }»
report-event-advance-granted = { $who }pidió avanzar desde «{ $topic }», y se avanzó
report-event-advance-refused = { $who }pidió avanzar desde «{ $topic }» y faltaban confirmaciones
report-event-advance-forced = { $who }avanzó igualmente desde «{ $topic }»
report-events-advance-asked = { $count ->
    [one] una petición
   *[other] { $count } peticiones
} de avanzar desde «{ $topic }»
report-event-question-asked = { $who }planteó una pregunta ({ $kind }){ $during }
report-events-question-asked = { $count ->
    [one] una pregunta
   *[other] { $count } preguntas
}{ $during }
report-event-question-asked-about = { $who }preguntó sobre { $concepts } ({ $kind }){ $during }
report-events-question-asked-about = una pregunta sobre { $concepts } ({ $kind }){ $during }
report-event-question-corrected = { $who }corrigió cómo se había entendido una pregunta
report-events-question-corrected = { $count ->
    [one] una corrección
   *[other] { $count } correcciones
} de cómo se había entendido una pregunta
report-event-question-answered-prepared = se respondió a una pregunta con una respuesta del curso
report-events-question-answered-prepared = { $count ->
    [one] una respuesta
   *[other] { $count } respuestas
} del curso a preguntas
report-event-question-answered-accepted = se respondió a una pregunta con una respuesta aceptada antes en el servidor
report-events-question-answered-accepted = { $count ->
    [one] una respuesta aceptada
   *[other] { $count } respuestas aceptadas
} antes en el servidor
report-event-question-answered-peer = { $who }respondió a una pregunta
report-events-question-answered-peer = { $count ->
    [one] una respuesta
   *[other] { $count } respuestas
} a preguntas de otras personas
report-event-question-answered-moderator = { $who }respondió a una pregunta
report-events-question-answered-moderator = { $count ->
    [one] una respuesta
   *[other] { $count } respuestas
} a preguntas
report-event-question-resolved = { $who }dio por resuelta su pregunta
report-event-question-partly = { $who }dio por resuelta en parte su pregunta
report-event-question-unresolved = { $who }indicó que seguía con la duda
report-event-repeat-confirmed = { $who }confirmó que era la misma duda
report-event-repeat-denied = { $who }aclaró que era otra duda
report-events-question-judged = { $count ->
    [one] una valoración
   *[other] { $count } valoraciones
} de las respuestas por parte de quien preguntó
report-event-link-recorded = { $who }vinculó lo nuevo con { $domain }
report-events-link-recorded = { $count ->
    [one] un vínculo
   *[other] { $count } vínculos
} con conocimientos previos
report-event-project-mentioned = { $who }mencionó un proyecto propio
report-events-project-mentioned = { $count ->
    [one] una mención
   *[other] { $count } menciones
} de proyectos propios
report-event-artifact-shown = se preparó { $name }
report-event-artifact-prepared = { $who }preparó { $name }
report-events-artifact-prepared = { $count ->
    [one] un archivo preparado
   *[other] { $count } archivos preparados
}
report-event-exercise-offered = se propuso el ejercicio de «{ $topic }»
report-event-exercise-submitted = { $who }entregó el ejercicio de «{ $topic }»
report-events-exercise-submitted = { $count ->
    [one] una entrega
   *[other] { $count } entregas
} del ejercicio de «{ $topic }»
report-event-closing-started = comenzó el cierre de la sesión
report-event-reflection-answered = { $who }respondió a la reflexión final
report-events-reflection-answered = { $count ->
    [one] una respuesta
   *[other] { $count } respuestas
} a la reflexión final
report-event-message-posted = { $who }escribió un mensaje{ $during }
report-events-message-posted = { $count ->
    [one] un mensaje
   *[other] { $count } mensajes
}{ $during }
report-event-other = se registró un evento de la sesión
report-events-other = { $count ->
    [one] un evento
   *[other] { $count } eventos
} de la sesión

## Kinds of question, as legends and the appendix name them

report-kind-of-verification = verificación
report-kind-of-definition = definición
report-kind-of-comparison = comparación
report-kind-of-cause = causa
report-kind-of-procedure = procedimiento
report-kind-of-application = aplicación
report-kind-of-debugging = depuración

## Pictures

report-picture-timeline = Tiempo dedicado a cada tema, en minutos de sesión.
report-picture-timeline-alone = Tiempo por tema
report-picture-timeline-breaks = Las líneas discontinuas marcan interrupciones, cuyo tiempo no cuenta.
report-picture-timeline-alt = Gráfico de tiempo: { $topics }.
report-picture-timeline-alt-topic = { $topic }, { $actual } min de { $planned } previstos
report-picture-timeline-alt-unplanned = { $topic }, { $actual } min
report-picture-planned = previsto
report-picture-actual = real
report-picture-pause = pausa para verificar
report-picture-question = pregunta
report-picture-minutes = { $minutes } min
report-picture-hours = { $hours } h
report-picture-intervals = Dominio de cada concepto: intervalo del 80 % a partir de los aciertos al primer intento y sin pistas. El punto lleno indica que el concepto está consolidado.
report-picture-intervals-alt = Intervalos: { $intervals }.
report-picture-intervals-count = { $right } de { $asked }
report-picture-questions = Preguntas por concepto, según su tipo.
report-picture-questions-alt = Preguntas por concepto: { $concepts }.
report-picture-calibration = Confianza expresada antes de las comprobaciones frente a los aciertos. Sobre la diagonal, la confianza coincide con los aciertos.
report-picture-calibration-alt = Confianza y aciertos: { $concepts }.
report-picture-confidence = confianza
report-picture-right = aciertos
report-picture-more-topics = { $count ->
    [one] y un tema más
   *[other] y { $count } temas más
}
report-picture-more-concepts = { $count ->
    [one] y un concepto más
   *[other] y { $count } conceptos más
}
report-picture-more-people = { $count ->
    [one] y una persona más
   *[other] y { $count } personas más
}
report-person-number = Participante { $number }

## The card

report-card-kicker = Informe de la sesión
report-card-duration = duración
report-card-topics = { $count ->
    [one] tema
   *[other] temas
}
report-card-topics-of = temas
report-card-participants = { $count ->
    [one] participante
   *[other] participantes
}
report-card-doubts = { $count ->
    [one] duda aclarada
   *[other] dudas aclaradas
} en el momento
report-card-questions = { $count ->
    [one] pregunta
   *[other] preguntas
}
report-card-pauses = pausas hechas
report-card-of = { $part } de { $whole }
report-card-nothing = No se registraron datos de temas.

## Problems of an exported log

report-log-problem = línea { $line }: { $what }
report-log-empty = el registro está vacío
report-log-no-start = el registro no contiene ningún evento session_started
report-log-more = … y más problemas; se muestran los { $shown } primeros
report-log-unreadable = no se pudo leer: { $detail }
report-log-not-utf8 = no es texto UTF-8
report-log-cut-short = la línea está cortada: su JSON no termina
report-log-not-json = deja de ser JSON válido en la columna { $column }
report-log-not-object = se esperaba un objeto JSON con un evento
report-log-missing-field = falta el campo «{ $field }»
report-log-unknown-type = tipo de evento desconocido: «{ $type }»
report-log-wrong-seq = seq es { $found }, se esperaba { $expected }
report-log-wrong-value = valor no válido: { $detail }
