"""Qué comparten dos hilos y qué es de cada uno."""

import os
import threading

visitas = []  # global: la ven todos los hilos
procesos = set()


def visitar(ciudades: list[str]) -> None:
    vistas = 0  # local: cada hilo tiene la suya
    for ciudad in ciudades:
        visitas.append(ciudad)
        vistas += 1
    procesos.add(os.getpid())
    print(f"{threading.current_thread().name} visitó {vistas}")


if __name__ == "__main__":
    ana = threading.Thread(target=visitar, args=(["Lima", "Quito"],), name="Ana")
    beto = threading.Thread(target=visitar, args=(["Madrid"],), name="Beto")
    for hilo in (ana, beto):
        hilo.start()
    for hilo in (ana, beto):
        hilo.join()
    print("Hilo que escribe esto:", threading.current_thread().name)
    print("Visitas de todos:", sorted(visitas))
    print("Procesos:", len(procesos))
    assert len(visitas) == 3 and len(procesos) == 1
