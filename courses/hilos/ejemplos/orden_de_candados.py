"""Dos hilos, dos candados: cruzados se bloquean; en el mismo orden, no."""

import threading

PLAZO = 0.2


def tomar_dos(primero, segundo, listos, logros: list[bool]) -> None:
    with primero:
        listos.wait()  # los dos hilos tienen ya su primer candado
        logrado = segundo.acquire(timeout=PLAZO)
        listos.wait()  # nadie suelta hasta que los dos lo intentaron
        if logrado:
            segundo.release()
        logros.append(logrado)


def tomar_en_orden(primero, segundo, logros: list[bool]) -> None:
    with primero, segundo:
        logros.append(True)


def ejecutar(*tareas) -> None:
    hilos = [threading.Thread(target=tarea, args=args) for tarea, *args in tareas]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()


if __name__ == "__main__":
    a, b = threading.Lock(), threading.Lock()

    cruzados, listos = [], threading.Barrier(2)
    ejecutar(
        (tomar_dos, a, b, listos, cruzados),
        (tomar_dos, b, a, listos, cruzados),
    )
    print("Cruzados, ¿consiguen el segundo?", cruzados)

    ordenados = []
    ejecutar((tomar_en_orden, a, b, ordenados), (tomar_en_orden, a, b, ordenados))
    print("En el mismo orden:", ordenados)
    assert cruzados == [False, False] and ordenados == [True, True]
