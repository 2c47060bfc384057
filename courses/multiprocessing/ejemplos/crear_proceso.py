"""Crear, arrancar y esperar procesos."""

import sys
import time
from multiprocessing import Process, parent_process


def saludar(nombre: str) -> None:
    print(f"Hola, {nombre}. Soy hijo de {parent_process().name}.")
    time.sleep(0.5)  # para que el padre lo vea vivo


def terminar_mal() -> None:
    sys.exit(3)


if __name__ == "__main__":
    hijo = Process(target=saludar, args=("Ana",), name="saludo")
    print("Antes de start, pid:", hijo.pid)
    hijo.start()
    print("Después de start, ¿vive?", hijo.is_alive())
    hijo.join()
    print("Después de join, código de salida:", hijo.exitcode)

    otro = Process(target=terminar_mal)
    otro.start()
    otro.join()
    print("El otro salió con", otro.exitcode)
    assert (hijo.exitcode, otro.exitcode) == (0, 3)
