"""Tres formas de repartir: map, starmap e imap_unordered."""

import time
from multiprocessing import Pool


def cuadrado(n: int) -> int:
    time.sleep(0.05 * (4 - n))  # los primeros tardan más
    return n * n


def potencia(base: int, exponente: int) -> int:
    return base**exponente


if __name__ == "__main__":
    numeros = [1, 2, 3, 4]
    with Pool(processes=4) as pool:
        # map: espera a todos y respeta el orden de entrada.
        en_orden = pool.map(cuadrado, numeros)
        # starmap: cada tupla se reparte en varios argumentos.
        potencias = pool.starmap(potencia, [(2, 10), (3, 4)])
        # imap_unordered: entrega cada resultado cuando está listo.
        segun_llegan = list(pool.imap_unordered(cuadrado, numeros))

    print("map:", en_orden)
    print("starmap:", potencias)
    print("imap_unordered, ordenado aquí:", sorted(segun_llegan))
    assert en_orden == sorted(segun_llegan) == [1, 4, 9, 16]
