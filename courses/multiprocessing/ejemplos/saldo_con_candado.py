"""Dos cajeros, una cuenta: comprobar y después actuar necesita un candado."""

import time
from contextlib import nullcontext
from multiprocessing import Barrier, Process, Value


def retirar(saldo, salida, con_candado: bool) -> None:
    salida.wait()  # los dos empiezan a la vez
    with saldo.get_lock() if con_candado else nullcontext():
        if saldo.value >= 80:  # comprobar...
            time.sleep(0.1)  # (entre tanto, el otro también puede mirar)
            saldo.value -= 80  # ...y actuar


def probar(con_candado: bool) -> int:
    saldo = Value("i", 100)
    salida = Barrier(2)
    cajeros = [
        Process(target=retirar, args=(saldo, salida, con_candado)) for _ in range(2)
    ]
    for cajero in cajeros:
        cajero.start()
    for cajero in cajeros:
        cajero.join()
    return saldo.value


if __name__ == "__main__":
    print("Sin candado quedan", probar(False))
    final = probar(True)
    print("Con candado quedan", final)
    assert final == 20
