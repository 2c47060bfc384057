"""Cinco consultas que esperan: una a una y con un hilo para cada una."""

import threading
import time

ESPERA = 0.2
respuestas = {}


def consultar(ciudad: str) -> None:
    time.sleep(ESPERA)  # como esperar a un servidor: suelta el GIL
    respuestas[ciudad] = "soleado"


def una_a_una(ciudades: list[str]) -> None:
    for ciudad in ciudades:
        consultar(ciudad)


def con_hilos(ciudades: list[str]) -> None:
    hilos = [threading.Thread(target=consultar, args=(c,)) for c in ciudades]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()


def medir(consultas, ciudades: list[str]) -> float:
    respuestas.clear()
    inicio = time.perf_counter()
    consultas(ciudades)
    assert sorted(respuestas) == sorted(ciudades)
    return time.perf_counter() - inicio


if __name__ == "__main__":
    ciudades = ["Bogotá", "Caracas", "La Paz", "México", "Sevilla"]
    seguidas = medir(una_a_una, ciudades)
    solapadas = medir(con_hilos, ciudades)
    print(f"Una a una: {seguidas:.2f} s")
    print(f"Con cinco hilos: {solapadas:.2f} s")
    assert solapadas < seguidas
