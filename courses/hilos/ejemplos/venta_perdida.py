"""Dos cajas venden el último asiento: mirar y vender deben ir juntos."""

import threading
import time
from contextlib import nullcontext


class Sala:
    def __init__(self, candado) -> None:
        self.libres = 1
        self.vendidos = []
        self.candado = candado

    def vender(self, caja: str) -> None:
        with self.candado:
            if self.libres > 0:  # mirar...
                time.sleep(0.1)  # (imprime la entrada: aquí cabe otro hilo)
                self.libres -= 1  # ...y vender
                self.vendidos.append(caja)


def probar(candado) -> Sala:
    sala = Sala(candado)
    salida = threading.Barrier(2)

    def caja(nombre: str) -> None:
        salida.wait()  # las dos empiezan a la vez
        sala.vender(nombre)

    hilos = [threading.Thread(target=caja, args=(n,)) for n in ("A", "B")]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return sala


if __name__ == "__main__":
    sala = probar(nullcontext())  # no protege nada
    print(f"Sin candado: {len(sala.vendidos)} ventas, quedan {sala.libres}")
    sala = probar(threading.Lock())
    print(f"Con candado: {len(sala.vendidos)} venta, quedan {sala.libres}")
    assert len(sala.vendidos) == 1 and sala.libres == 0
