"""Qué Python tienes: versión, GIL, procesadores y método de inicio."""

import multiprocessing as mp
import os
import platform
import sys


def estado_del_gil() -> str:
    # sys._is_gil_enabled() existe desde Python 3.13.
    consulta = getattr(sys, "_is_gil_enabled", None)
    if consulta is None:
        return "activo (antes de 3.13 no había otra opción)"
    return "activo" if consulta() else "inactivo"


def procesadores() -> int:
    # process_cpu_count() existe desde 3.13: cuenta los que este proceso puede usar.
    contar = getattr(os, "process_cpu_count", os.cpu_count)
    return contar() or 1


if __name__ == "__main__":
    print("Python:", platform.python_version())
    print("GIL:", estado_del_gil())
    print("Procesadores:", procesadores())
    print("Método de inicio:", mp.get_start_method())
