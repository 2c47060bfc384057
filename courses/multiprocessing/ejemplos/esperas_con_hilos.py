"""Los hilos sí ayudan cuando el programa espera: cuatro esperas a la vez."""

import time
from concurrent.futures import ThreadPoolExecutor

ESPERA = 0.3


def pedir(pagina: int) -> str:
    time.sleep(ESPERA)  # como esperar a un servidor: no usa CPU
    return f"página {pagina}"


if __name__ == "__main__":
    inicio = time.perf_counter()
    una_a_una = [pedir(n) for n in range(4)]
    secuencial = time.perf_counter() - inicio

    inicio = time.perf_counter()
    with ThreadPoolExecutor(max_workers=4) as hilos:
        a_la_vez = list(hilos.map(pedir, range(4)))
    con_hilos = time.perf_counter() - inicio

    assert una_a_una == a_la_vez
    print(f"Una a una: {secuencial:.2f} s")
    print(f"Con cuatro hilos: {con_hilos:.2f} s")
