"""Todo junto: una cola, cuatro hilos, un candado, un cupo y una parada limpia."""

import threading
import time
from queue import Queue

HILOS = 4
CUPO = 3  # el servidor admite tres conexiones a la vez
DIRECCIONES = [f"pagina-{numero}" for numero in range(12)]


class Descargas:
    def __init__(self) -> None:
        self.pendientes = Queue()
        self.cupo = threading.Semaphore(CUPO)
        self.candado = threading.Lock()
        self.tamanos = {}
        self.activas = 0
        self.maximo = 0

    def trabajar(self) -> None:
        while (direccion := self.pendientes.get()) is not None:
            with self.cupo:
                self.anotar_activas(+1)
                time.sleep(0.05)  # como esperar a la red
                self.anotar_activas(-1)
            with self.candado:
                self.tamanos[direccion] = len(direccion)

    def anotar_activas(self, cambio: int) -> None:
        with self.candado:
            self.activas += cambio
            self.maximo = max(self.maximo, self.activas)


def descargar_todo(cuantos_hilos: int) -> tuple[float, Descargas]:
    descargas = Descargas()
    inicio = time.perf_counter()
    hilos = [threading.Thread(target=descargas.trabajar) for _ in range(cuantos_hilos)]
    for hilo in hilos:
        hilo.start()
    for direccion in DIRECCIONES:
        descargas.pendientes.put(direccion)
    for _ in hilos:
        descargas.pendientes.put(None)  # un centinela por hilo
    for hilo in hilos:
        hilo.join()
    return time.perf_counter() - inicio, descargas


if __name__ == "__main__":
    un_hilo, primera = descargar_todo(1)
    varios, segunda = descargar_todo(HILOS)
    assert primera.tamanos == segunda.tamanos and len(segunda.tamanos) == 12
    assert segunda.maximo <= CUPO
    print("Páginas:", len(segunda.tamanos))
    print(f"Con un hilo: {un_hilo:.2f} s")
    print(f"Con {HILOS} hilos: {varios:.2f} s")
    print(f"Aceleración: {un_hilo / varios:.1f}x")
    print("A la vez, como máximo:", segunda.maximo)
