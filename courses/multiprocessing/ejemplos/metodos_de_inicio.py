"""El mismo hijo con cada método de inicio: ¿ve lo que cambió el padre?"""

import multiprocessing as mp

color = "gris"


def mirar(metodo: str) -> None:
    print(f"{metodo}: el hijo ve {color}", flush=True)


if __name__ == "__main__":
    color = "rojo"  # solo el padre pasa por aquí
    print("Por defecto aquí:", mp.get_context().get_start_method(), flush=True)
    for metodo in sorted(mp.get_all_start_methods()):
        contexto = mp.get_context(metodo)
        hijo = contexto.Process(target=mirar, args=(metodo,))
        hijo.start()
        hijo.join()
        assert hijo.exitcode == 0
    print("El padre ve", color)
