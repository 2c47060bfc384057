"""Un plazo cancela lo que había dentro, y la tarea alcanza a limpiar."""

import asyncio


async def descargar(nombre: str, segundos: float) -> str:
    print(f"  {nombre}: abre la conexión")
    try:
        await asyncio.sleep(segundos)
        return f"{nombre} completa"
    finally:  # también cuando la cancelan
        print(f"  {nombre}: cierra la conexión")


async def con_plazo(nombre: str, segundos: float) -> str:
    try:
        async with asyncio.timeout(0.1):
            return await descargar(nombre, segundos)
    except TimeoutError:
        return f"{nombre} sin respuesta a tiempo"


async def main() -> None:
    print(await con_plazo("rápida", 0.02))
    print(await con_plazo("lenta", 5))

    print("Cancelar a mano:")
    tarea = asyncio.create_task(descargar("sobrante", 5))
    await asyncio.sleep(0.02)  # que alcance a empezar
    tarea.cancel()  # lo pide; todavía no ocurrió
    try:
        await tarea
    except asyncio.CancelledError:
        print("  cancelada:", tarea.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
