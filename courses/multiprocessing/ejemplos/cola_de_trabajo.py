"""Dos trabajadores toman tareas de una cola y dejan resultados en otra."""

from multiprocessing import Process, Queue

TRABAJADORES = 2


def trabajar(tareas, resultados) -> None:
    # iter(f, None) llama a f() hasta que devuelve None, el centinela.
    for palabra in iter(tareas.get, None):
        resultados.put((palabra, len(palabra)))


if __name__ == "__main__":
    tareas, resultados = Queue(), Queue()
    procesos = [
        Process(target=trabajar, args=(tareas, resultados))
        for _ in range(TRABAJADORES)
    ]
    for proceso in procesos:
        proceso.start()

    palabras = ["proceso", "tubería", "cola", "candado"]
    for palabra in palabras:
        tareas.put(palabra)
    for _ in procesos:
        tareas.put(None)  # un centinela por trabajador

    # Primero se vacía la cola; después, join.
    largos = dict(resultados.get() for _ in palabras)
    for proceso in procesos:
        proceso.join()

    for palabra in palabras:  # llegan en cualquier orden: aquí se ordenan
        print(palabra, largos[palabra])
