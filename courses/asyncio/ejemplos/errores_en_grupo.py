"""Una tarea falla: ¿qué pasa con las demás? gather y TaskGroup responden distinto."""

import asyncio


async def guardar(diario: list[str]) -> None:
    try:
        await asyncio.sleep(0.1)
        diario.append("guardado")
    except asyncio.CancelledError:
        diario.append("cancelado")
        raise  # quien limpia vuelve a lanzar la cancelación


async def fallar() -> None:
    await asyncio.sleep(0.02)
    raise ValueError("dato inválido")


async def con_gather() -> list[str]:
    diario: list[str] = []
    try:
        await asyncio.gather(guardar(diario), fallar())
    except ValueError as error:
        diario.append(f"error: {error}")
    await asyncio.sleep(0.2)  # la otra tarea seguía viva
    return diario


async def con_taskgroup() -> list[str]:
    diario: list[str] = []
    try:
        async with asyncio.TaskGroup() as grupo:
            grupo.create_task(guardar(diario))
            grupo.create_task(fallar())
    except* ValueError as errores:
        diario += [f"error: {error}" for error in errores.exceptions]
    return diario


async def juntando_errores() -> list[str]:
    diario: list[str] = []
    _, error = await asyncio.gather(guardar(diario), fallar(), return_exceptions=True)
    diario.append(f"recibido como resultado: {error!r}")
    return diario


async def main() -> None:
    print("gather:", await con_gather())
    print("TaskGroup:", await con_taskgroup())
    print("gather con return_exceptions:", await juntando_errores())


if __name__ == "__main__":
    asyncio.run(main())
