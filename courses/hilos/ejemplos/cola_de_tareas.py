"""Un productor, dos consumidores y un centinela para cada consumidor."""

import threading
from queue import Queue

CONSUMIDORES = 2


def producir(tareas: Queue) -> None:
    for numero in range(1, 7):
        tareas.put(numero)  # espera si ya hay dos sin recoger
    for _ in range(CONSUMIDORES):
        tareas.put(None)  # no habrá más


def consumir(tareas: Queue, resultados: Queue) -> None:
    while (numero := tareas.get()) is not None:
        resultados.put((numero, numero * numero))


if __name__ == "__main__":
    tareas, resultados = Queue(maxsize=2), Queue()
    hilos = [threading.Thread(target=producir, args=(tareas,))]
    hilos += [
        threading.Thread(target=consumir, args=(tareas, resultados))
        for _ in range(CONSUMIDORES)
    ]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    cuadrados = sorted(resultados.get() for _ in range(resultados.qsize()))
    print("Resultados:", cuadrados)
    print("Hilos vivos:", sum(hilo.is_alive() for hilo in hilos))
    assert cuadrados == [(n, n * n) for n in range(1, 7)]
