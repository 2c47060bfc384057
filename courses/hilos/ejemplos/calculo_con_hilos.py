"""Dos cálculos de Python puro: seguidos y en dos hilos."""

import sys
import threading
import time

VUELTAS = 3_000_000


def calcular(resultados: list[int], lugar: int) -> None:
    total = 0
    for numero in range(VUELTAS):
        total += numero % 7
    resultados[lugar] = total


def seguidos(resultados: list[int]) -> None:
    for lugar in range(2):
        calcular(resultados, lugar)


def en_hilos(resultados: list[int]) -> None:
    hilos = [
        threading.Thread(target=calcular, args=(resultados, lugar))
        for lugar in range(2)
    ]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()


def medir(nombre: str, manera) -> list[int]:
    resultados = [0, 0]
    inicio = time.perf_counter()
    manera(resultados)
    print(f"{nombre}: {time.perf_counter() - inicio:.2f} s")
    return resultados


if __name__ == "__main__":
    gil_activo = getattr(sys, "_is_gil_enabled", lambda: True)  # desde 3.13
    print("GIL activo:", gil_activo())
    assert medir("Seguidos", seguidos) == medir("En dos hilos", en_hilos)
    print("Mismos resultados")
