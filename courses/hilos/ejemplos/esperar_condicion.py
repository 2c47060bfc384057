"""Condition: esperar a que haya tres lecturas, sin preguntar en bucle."""

import threading

lecturas = []
cambio = threading.Condition()


def medir(valor: int) -> None:
    with cambio:
        lecturas.append(valor)
        cambio.notify_all()  # quien espera vuelve a mirar


def promediar(resultado: list[float]) -> None:
    with cambio:
        # wait_for suelta el candado mientras espera y lo toma al volver
        cambio.wait_for(lambda: len(lecturas) >= 3)
        resultado.append(sum(lecturas[:3]) / 3)


if __name__ == "__main__":
    resultado = []
    lector = threading.Thread(target=promediar, args=(resultado,))
    lector.start()
    lector.join(timeout=0.1)
    print("Sin lecturas, ¿sigue esperando?", lector.is_alive())
    sensores = [threading.Thread(target=medir, args=(v,)) for v in (18, 20, 22)]
    for sensor in sensores:
        sensor.start()
    for hilo in (*sensores, lector):
        hilo.join()
    print("Promedio:", resultado[0])
    assert resultado == [20.0]
