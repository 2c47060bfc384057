"""Una Queue con límite: reparte trabajo, frena a quien produce y sabe cuándo acabar."""

import asyncio

TRABAJADORES = 2
FIN = None


async def producir(cola: asyncio.Queue, cuantos: int) -> int:
    lleno = 0
    for numero in range(cuantos):
        lleno += cola.full()  # put va a tener que esperar
        await cola.put(numero)
    for _ in range(TRABAJADORES):
        await cola.put(FIN)  # un centinela por trabajador
    return lleno


async def trabajar(cola: asyncio.Queue, hechos: list[int]) -> int:
    atendidos = 0
    while (numero := await cola.get()) is not FIN:
        await asyncio.sleep(0.02)  # el trabajo de verdad
        hechos.append(numero * numero)
        atendidos += 1
    return atendidos


async def main() -> None:
    cola: asyncio.Queue = asyncio.Queue(maxsize=3)
    hechos: list[int] = []
    async with asyncio.TaskGroup() as grupo:
        productor = grupo.create_task(producir(cola, 10))
        equipo = [
            grupo.create_task(trabajar(cola, hechos)) for _ in range(TRABAJADORES)
        ]

    print("Resultados:", sorted(hechos))
    print("Atendió cada trabajador:", [tarea.result() for tarea in equipo])
    print("Veces que el productor encontró la cola llena:", productor.result())
    assert sorted(hechos) == [n * n for n in range(10)]


if __name__ == "__main__":
    asyncio.run(main())
