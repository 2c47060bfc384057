"""Pregunta y respuesta entre dos procesos con un Pipe dúplex."""

from multiprocessing import Pipe, Process


def calculadora(extremo) -> None:
    while True:
        numero = extremo.recv()  # espera una pregunta
        if numero is None:  # centinela: no habrá más
            break
        extremo.send(numero**2)  # responde por el mismo extremo
    extremo.close()


if __name__ == "__main__":
    padre, hijo = Pipe()  # dúplex: los dos extremos envían y reciben
    proceso = Process(target=calculadora, args=(hijo,))
    proceso.start()
    hijo.close()  # el padre no usa ese extremo

    for numero in (3, 12):
        padre.send(numero)
        print(numero, "al cuadrado es", padre.recv())

    padre.send(None)
    proceso.join()
    padre.close()
