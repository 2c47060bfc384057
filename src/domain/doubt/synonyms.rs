//! What learners write for one another: abbreviations of chats, forms of several countries, and
//! groups of words that mean the same in a doubt about programs.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::words::stem_sound;

/// Words that carry no content of their own, in lower case without accents.
pub static STOP_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| STOP.split_whitespace().collect());

const STOP: &str = "
    a al algo alguien alguna algun algunos algunas ahi aca aqui alla ante aquel aquella asi aun aunque
    ayuda bien buenas bueno cada casi cierto claro como con cosa cosas cual cuales cuando cuanto da de
    del desde despues digo dice donde duda dudas e el ella ellas ellos en entonces entre era eran es esa
    esas ese eso esos esta estaba estan estar estas este esto estos estoy exactamente favor fue ha hace
    hacen hacer haces hago han hasta hay haya hola igual ir la las le les lo los mas me mi mientras mio
    mis misma mismo muchas muy nada ni no nos nosotros o oigan os osea otra otras otro otros para pero
    podria podrian por porque pregunta profe pues puede pueden puedes puedo pudo que quien quiero quiere
    sabe saben saber se sea ser si sido siempre siendo sobre solo somos son soy su sus tal tambien tan
    tanto te tener tengo tenia tiene tienen tienes toda todas todo todos tu tus u un una unas uno unos
    usted ustedes va van vamos ve veces vez voy y ya yo
    amigos che chicos consulta disculpa disculpen eh oye perdon gracias ok vale verdad
    the is of to and in it i my how what why
";

/// What is written short or as a country says it, and how it is read. Both sides are in lower case
/// without accents.
pub static ABBREVIATIONS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let pairs = ABBREVIATED
        .lines()
        .filter_map(|line| line.trim().split_once(" = "));
    pairs
        .flat_map(|(short, long)| short.split(' ').map(move |short| (short, long)))
        .collect()
});

const ABBREVIATED: &str = "
    q k qe ke = que
    xq xk pq porq porke xke pork xque = por que
    xfa xfis porfa porfas porfis plis pls plz xfavor = por favor
    tb tmb tmbn tambn tbn = tambien
    pa = para
    paq = para que
    nose nosee = no se
    osea = o sea
    vdd = verdad
    toy = estoy
    ta = esta
    tngo tng = tengo
    kiero qiero = quiero
    cmo kmo komo = como
    dnd dond = donde
    cdo cnd cuand = cuando
    cualkier = cualquier
    alguein algien alguin alguie = alguien
    msj msjs = mensaje
    info = informacion
    compu ordenador pc laptop = computadora
    prog programita = programa
    func fun funcs = funcion
    var vars = variable
    proces proseso prosesos = proceso
    dif dife = diferencia
    mem = memoria
    podes = puedes
    tenes = tienes
    queres = quieres
    cachai cachas = entiendes
    cacho = entiendo
    grax grcs graxias thx thanks = gracias
    ola olas = hola
    bno = bueno
    aki = aqui
    aora ahorita = ahora
    acer aser haser = hacer
    asta = hasta
    versus = vs
    tmpoco = tampoco
    entiend = entiendo
    finaly = finalmente
    ejem ej = ejemplo
    multiprosesing multiprosessing multiprocesing multiproceso multiprocesos multiprocesamiento = multiprocessing
";

/// Groups by their names, and the name of the group that a stem belongs to, as it sounds.
struct Groups {
    name_of: HashMap<String, &'static str>,
    members: HashMap<&'static str, Vec<&'static str>>,
}

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let mut groups = Groups {
        name_of: HashMap::new(),
        members: HashMap::new(),
    };
    for line in SYNONYMS.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(&name) = words.first() else {
            continue;
        };
        for word in &words {
            groups.name_of.entry(stem_sound(word)).or_insert(name);
        }
        groups.members.insert(name, words);
    }
    groups
});

/// The name of the group that this stem belongs to.
pub fn synonym(sound: &str) -> Option<&'static str> {
    GROUPS.name_of.get(sound).copied()
}

/// The words of the group of this name; none when it is no group's name.
pub fn members(name: &str) -> &'static [&'static str] {
    GROUPS.members.get(name).map_or(&[], Vec::as_slice)
}

/// One group a line; the first word names it.
const SYNONYMS: &str = "
    queue queues cola colas encolar encolo
    pipe pipes tuberia tuberias tubo
    lock locks cerrojo candado candados mutex candaditos
    hilo hilos thread threads threading multihilo
    proceso process processes procesos subproceso subprocesos
    pool pools piscina
    semaforo semaphore
    evento event
    barrera barrier
    interbloqueo deadlock deadlocks
    corrutina coroutine corutina
    demonio daemon daemonic
    centinela sentinel
    trabajador worker workers trabajadores obrero obreros
    nucleo core cores nucleos procesador procesadores cpu cpus micro
    memoria ram
    hijo hijos child hija
    padre parent principal
    global globales
    variable variables
    lista listas list arreglo
    diccionario dict dictionary
    argumento argumentos parametro parametros args arg
    funcion funciones function
    objeto objetos
    copia copian copiar copio duplica duplicar duplique duplican
    resultado resultados return devuelve devolver retorna retornar regresa regresar
    usar uso aprovecha aprovechan aprovechar reusar reutilizar usa usan usarlo usamos utilizar utilizo utilizan ocupar ocupo ocupa empleo emplear usarian usaria usando use
    conviene convendria recomiendan recomienda recomendable elegir elijo escojo escoger agarrar decidir decido preferible prefiere mejor
    pegado pega trancado tranca trabado traba trabe colgado cuelga cuelgan colgo congelado congela atascado atasca atorado atora bloqueado bloquea bloquean tildado tilda clavado tieso frizado freezea freeza frena frenan parado detenido esperando
    terminar termina terminan termino acabar acaba acaban acabo finaliza finalizar fin final
    error errores excepcion exception excepciones tira tirar lanza falla fallo fallan fallar bota arroja revienta explota truena peta traceback rompe crashea
    direccion direcciones bidireccional unidireccional duplex sentido sentidos ida vuelta via vias
    seguro segura seguridad safe riesgo peligro peligroso inseguro
    corrompe corrupto corromper corrompen mezclan mezcla mezclen pisan pisa pisen
    diferencia diferencias diferente distinto distinta distintos diferencian diferencia distingue comparado comparacion
    enviar envia envio mandar mando manda manden pasar paso pasa pasarle pasarlo pasan transmitir
    recibir recibe recibo recibes llega llegan llegar
    mensaje mensajes
    leer leo lee lectura
    sacar saco saca obtener obtengo conseguir recuperar
    poner pongo pone meter meto mete ponerle
    contestar contesto contesta responder respondo responde respuesta
    parar detener detengo detiene detenga matar mato cancelar cancelo cortar corto corte mata maten apagar terminate kill interrumpir frenar pare mate
    lento lenta lentisimo tarda tardan demora demoran demorado lerdo
    rapido rapida velocidad veloz acelera acelerar rapidez performance rendimiento
    esperar espera esperan wait
    arrancar arranca iniciar inicia lanzar start inicio crear creo crea
    orden ordenado ordenados desordenado desorden secuencia
    cantidad cuantos cuantas numero tamano maximo limite
    cerrar cierro cierra close
    vaciar vacia vacio vaciarla
    obligatorio necesario necesito falta necesaria forzoso
    aviso avisar avisarle avisa notificar senal senalar
    compartir comparte comparten compartido compartida compartidos
    cambiar cambia cambio cambie cambios modificar modifica modifico modificado actualiza
    varios varias multiples muchos
    mismo misma
    sumar suma sumo contador contar cuenta incrementar
    guardar guardo guarda guardan
    extremo extremos punta puntas lado lados conn connection
    caber cabe caben aguanta aguantar soporta capacidad llena llenarse entra
    datos dato info informacion bytes byte
    grande grandes enorme gigante pesado dataframe millones gigas gb
    matriz array arrays ndarray numpy matrices
    programa codigo script programas
    terminal consola pantalla
    ejecutar ejecuta ejecuto correr corre corriendo run corren
    imprimir imprime imprimen print prints mostrar muestra
    peticion peticiones request requests solicitudes
    dormir duermo sleep duerme
    verificar revisar chequear comprobar checar
    compatible version versiones actualizar actualice
    significa significar definicion quiere
    clave contrasena password
    ventana tkinter gui interfaz
    prioridad
    progreso barra avance
    computadora maquina
    texto textos string strings cadena cadenas nombres
    tiempo segundos timeout
    trabajo tarea tareas job jobs
    repartir reparto reparte distribuir dividir divido
    adentro dentro interior interno
";
