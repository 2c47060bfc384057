"""SharedMemory: un bloque de bytes con nombre, abierto desde dos procesos."""

from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def a_mayusculas(nombre: str, largo: int) -> None:
    bloque = SharedMemory(name=nombre)  # lo abre; no lo crea
    try:
        texto = bytes(bloque.buf[:largo])
        bloque.buf[:largo] = texto.upper()
    finally:
        bloque.close()  # cada proceso cierra lo que abrió


if __name__ == "__main__":
    mensaje = b"hola, memoria"
    bloque = SharedMemory(create=True, size=len(mensaje))
    try:
        bloque.buf[: len(mensaje)] = mensaje
        hijo = Process(target=a_mayusculas, args=(bloque.name, len(mensaje)))
        hijo.start()
        hijo.join()
        resultado = bytes(bloque.buf[: len(mensaje)])
        print(resultado.decode())
        assert resultado == b"HOLA, MEMORIA"
    finally:
        bloque.close()
        bloque.unlink()  # una sola vez: quien lo creó lo borra
