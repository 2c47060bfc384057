"""Event da la salida a todos; Semaphore deja pasar a dos como máximo."""

import time
from multiprocessing import Event, Process, Semaphore, Value


def entrar(salida, cupo, dentro, maximo) -> None:
    salida.wait()  # nadie empieza antes de la señal
    with cupo:
        with dentro.get_lock():
            dentro.value += 1
            # maximo solo se toca con el candado de dentro en la mano
            maximo.value = max(maximo.value, dentro.value)
        time.sleep(0.1)
        with dentro.get_lock():
            dentro.value -= 1


if __name__ == "__main__":
    salida, cupo = Event(), Semaphore(2)
    dentro, maximo = Value("i", 0), Value("i", 0, lock=False)
    procesos = [
        Process(target=entrar, args=(salida, cupo, dentro, maximo)) for _ in range(5)
    ]
    for proceso in procesos:
        proceso.start()
    salida.set()
    for proceso in procesos:
        proceso.join()
    print("Procesos:", len(procesos))
    print("Como máximo a la vez:", maximo.value)
    assert 1 <= maximo.value <= 2 and dentro.value == 0
