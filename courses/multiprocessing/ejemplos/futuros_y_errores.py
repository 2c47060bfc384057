"""ProcessPoolExecutor: un futuro por tarea, y el error aparece al pedirlo."""

from concurrent.futures import ProcessPoolExecutor, as_completed


def raiz_entera(n: int) -> int:
    if n < 0:
        raise ValueError(f"no hay raíz real de {n}")
    return int(n**0.5)


if __name__ == "__main__":
    lineas = []
    with ProcessPoolExecutor(max_workers=2) as ejecutor:
        pedidos = {ejecutor.submit(raiz_entera, n): n for n in (49, -1, 144)}
        for futuro in as_completed(pedidos):  # según terminan
            n = pedidos[futuro]
            try:
                lineas.append(f"{n}: {futuro.result()}")
            except ValueError as error:  # la excepción viajó desde el hijo
                lineas.append(f"{n}: error, {error}")

    print("\n".join(sorted(lineas)))
    assert len(lineas) == 3
