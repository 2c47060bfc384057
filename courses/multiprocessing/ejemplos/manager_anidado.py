"""Manager: cambiar una lista anidada no avisa a nadie."""

from multiprocessing import Manager, Process


def inscribir(grupos) -> None:
    grupos["a"].append("Ana")  # cambia una copia local: se pierde

    copia = grupos["b"]
    copia.append("Beto")
    grupos["b"] = copia  # la asignación sí viaja al manager

    grupos["c"].append("Caro")  # "c" es una lista del manager


if __name__ == "__main__":
    with Manager() as manager:
        grupos = manager.dict(a=[], b=[], c=manager.list())
        hijo = Process(target=inscribir, args=(grupos,))
        hijo.start()
        hijo.join()
        a, b, c = grupos["a"], grupos["b"], list(grupos["c"])
    print("a:", a)
    print("b:", b)
    print("c:", c)
    assert (a, b, c) == ([], ["Beto"], ["Caro"])
