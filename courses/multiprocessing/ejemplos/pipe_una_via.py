"""Un Pipe de una sola vía: quien lee sabe cuándo se acabó por EOFError."""

from multiprocessing import Pipe, Process


def medir(salida) -> None:
    for temperatura in (18.5, 19.0, 21.5):
        salida.send(temperatura)
    salida.close()


if __name__ == "__main__":
    entrada, salida = Pipe(duplex=False)  # (solo recibe, solo envía)
    proceso = Process(target=medir, args=(salida,))
    proceso.start()
    salida.close()  # si el padre la dejara abierta, recv() esperaría siempre

    lecturas = []
    while True:
        try:
            lecturas.append(entrada.recv())
        except EOFError:  # nadie puede escribir ya
            break
    proceso.join()
    entrada.close()

    print("Lecturas:", lecturas)
    assert lecturas == [18.5, 19.0, 21.5]
