"""threading.local: el mismo nombre, un valor distinto en cada hilo."""

import threading
import time

compartido = {}
propio = threading.local()
vistos = []


def atender(usuario: str, salida: threading.Barrier) -> None:
    compartido["usuario"] = usuario
    propio.usuario = usuario
    salida.wait()  # los dos hilos han escrito ya
    time.sleep(0.01)
    vistos.append((propio.usuario, compartido["usuario"]))


if __name__ == "__main__":
    salida = threading.Barrier(2)
    hilos = [
        threading.Thread(target=atender, args=(usuario, salida))
        for usuario in ("Ana", "Beto")
    ]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    print("En threading.local:", sorted(suyo for suyo, _ in vistos))
    print("Valores en el diccionario:", len({comun for _, comun in vistos}))
    print("¿Lo ve el hilo principal?", hasattr(propio, "usuario"))
    assert sorted(suyo for suyo, _ in vistos) == ["Ana", "Beto"]
    assert len({comun for _, comun in vistos}) == 1
