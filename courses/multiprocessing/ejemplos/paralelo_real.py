"""Paralelismo real: el mismo cálculo en un proceso y con un Pool."""

import os
import time
from multiprocessing import Pool

TRAMO = 15_000
TRAMOS = [(inicio, inicio + TRAMO) for inicio in range(0, 480_000, TRAMO)]


def contar_primos(tramo: tuple[int, int]) -> int:
    """Cuenta primos por división: lento a propósito, pura CPU."""
    desde, hasta = tramo
    return sum(
        all(n % d for d in range(2, int(n**0.5) + 1))
        for n in range(max(desde, 2), hasta)
    )


def procesadores() -> int:
    contar = getattr(os, "process_cpu_count", os.cpu_count)  # 3.13 o posterior
    return contar() or 1


if __name__ == "__main__":
    trabajadores = procesadores()

    inicio = time.perf_counter()
    secuencial = [contar_primos(tramo) for tramo in TRAMOS]
    t_secuencial = time.perf_counter() - inicio

    inicio = time.perf_counter()
    with Pool(trabajadores) as pool:  # el arranque también se mide
        paralelo = pool.map(contar_primos, TRAMOS, chunksize=1)
    t_paralelo = time.perf_counter() - inicio

    assert secuencial == paralelo
    print("Primos encontrados:", sum(paralelo))
    print(f"Secuencial: {t_secuencial:.2f} s")
    print(f"Con {trabajadores} procesos: {t_paralelo:.2f} s")
    print(f"Aceleración: {t_secuencial / t_paralelo:.2f}x")
    if trabajadores == 1:
        print("Con un solo procesador no puede haber aceleración.")
