"""Un hilo que da vueltas y se detiene, limpio, cuando se lo piden."""

import threading


class Sensor(threading.Thread):
    def __init__(self, parar: threading.Event) -> None:
        super().__init__(name="sensor")
        self.parar = parar
        self.lecturas = 0
        self.cerrado = False

    def run(self) -> None:
        try:
            while not self.parar.wait(timeout=0.05):  # pausa o señal
                self.lecturas += 1
        finally:
            self.cerrado = True  # aquí se cierran archivos y conexiones


if __name__ == "__main__":
    parar = threading.Event()
    sensor = Sensor(parar)
    sensor.start()
    sensor.join(timeout=0.4)  # el programa hace otras cosas
    print("¿Sigue vivo?", sensor.is_alive())
    parar.set()  # se lo pide...
    sensor.join()  # ...y espera a que termine
    print("¿Hizo lecturas?", sensor.lecturas > 0)
    print("¿Cerró todo?", sensor.cerrado)
    assert sensor.cerrado and not sensor.is_alive()
