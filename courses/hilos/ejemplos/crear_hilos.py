"""Tres hilos: se arrancan todos y después se espera a todos."""

import threading
import time

llegadas = []


def correr(nombre: str, segundos: float) -> None:
    time.sleep(segundos)
    llegadas.append(nombre)


if __name__ == "__main__":
    hilos = [
        threading.Thread(target=correr, args=("Ana", 0.6)),
        threading.Thread(target=correr, args=("Beto", 0.2)),
        threading.Thread(target=correr, args=("Carla", 0.4)),
    ]
    print("¿Vive antes de start?", hilos[0].is_alive())
    inicio = time.perf_counter()
    for hilo in hilos:
        hilo.start()
    print("¿Vive después de start?", hilos[0].is_alive())
    hilos[0].join(timeout=0.01)  # espera un poco y sigue, termine o no
    print("¿Ya terminó Ana?", not hilos[0].is_alive())
    for hilo in hilos:
        hilo.join()
    total = time.perf_counter() - inicio
    print("Llegaron:", llegadas)
    print(f"Total: {total:.1f} s, lo que tarda la más lenta")
    assert sorted(llegadas) == ["Ana", "Beto", "Carla"]
