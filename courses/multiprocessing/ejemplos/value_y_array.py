"""Value y Array: números en memoria que varios procesos ven y cambian."""

from multiprocessing import Array, Process, Value


def sumar(total, notas, posicion: int) -> None:
    nota = 6 + posicion
    notas[posicion] = nota  # cada proceso escribe en su sitio
    with total.get_lock():  # += lee y escribe: necesita el candado
        total.value += nota


if __name__ == "__main__":
    total = Value("i", 0)  # un int de C, empieza en 0
    notas = Array("d", 4)  # cuatro double de C, empiezan en 0.0
    procesos = [Process(target=sumar, args=(total, notas, i)) for i in range(4)]
    for proceso in procesos:
        proceso.start()
    for proceso in procesos:
        proceso.join()

    print("Notas:", notas[:])
    print("Total:", total.value)
    assert notas[:] == [6.0, 7.0, 8.0, 9.0] and total.value == 30
