"""ThreadPoolExecutor: pocos hilos para muchas tareas, con sus resultados."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def leer(pagina: int) -> tuple[int, str]:
    time.sleep(0.15 * (4 - pagina))  # la página 1 es la más lenta
    return pagina, threading.current_thread().name


if __name__ == "__main__":
    paginas = [1, 2, 3]
    with ThreadPoolExecutor(max_workers=3, thread_name_prefix="lector") as grupo:
        en_orden = [pagina for pagina, _ in grupo.map(leer, paginas)]
        futuros = [grupo.submit(leer, pagina) for pagina in paginas]
        resultados = [futuro.result() for futuro in as_completed(futuros)]
    print("map, en el orden de entrada:", en_orden)
    print("as_completed, según terminan:", [pagina for pagina, _ in resultados])
    hilos = {nombre for _, nombre in resultados}
    print("Hilos distintos:", len(hilos))
    assert en_orden == paginas and len(hilos) <= 3
    assert sorted(pagina for pagina, _ in resultados) == paginas
