"""Un error mata a su hilo y nadie más se entera, salvo que preguntes."""

import threading
from concurrent.futures import ThreadPoolExecutor

avisos = []


def dividir(numero: int) -> float:
    return 12 / numero


def anotar(fallo) -> None:
    """Sustituye a la traza que Python escribe en la salida de errores."""
    avisos.append(fallo.exc_type.__name__)


if __name__ == "__main__":
    threading.excepthook = anotar

    hilo = threading.Thread(target=dividir, args=(0,))
    hilo.start()
    try:
        hilo.join()
        print("join no se quejó")
    except ZeroDivisionError:
        print("esto no se imprime")
    print("Lo vio excepthook:", avisos)

    with ThreadPoolExecutor(max_workers=2) as grupo:
        futuros = {numero: grupo.submit(dividir, numero) for numero in (3, 0)}
        for numero, futuro in futuros.items():
            try:
                print(f"12 / {numero} =", futuro.result())
            except ZeroDivisionError as error:
                print(f"12 / {numero}: {error}")
    assert avisos == ["ZeroDivisionError"]
