"""What the check of the model tells an operator."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import ModelFailed
from app.llm.call_record import ENOUGH, CallRecord
from app.llm.diagnosis import Diagnosis, diagnose
from app.llm.openai_model import OpenAIModel
from app.llm.provider import Provider
from tests.faults import behaviours as does
from tests.faults.behaviours import says
from tests.faults.provider import Behaviour, ProviderStub, Reply, Request
from tests.limits import HANGS
from tests.llm.asking import IN_EARNEST, a_provider, whole_reply

NUMBERS = "One, two, three, four, five."


def models(*names: str) -> Behaviour:
    return does.json_200({"object": "list", "data": [{"id": name} for name in names]})


def serving(
    *names: str, chat: Callable[[Request], Behaviour | None] = lambda _: None
) -> ProviderStub:
    """A server that has these models and does well, unless `chat` says what else."""

    def choose(request: Request) -> Behaviour:
        if request.path.endswith("/models"):
            return models(*names)
        text = '{"ready": true}' if "ready" in request.prompt else NUMBERS
        return chat(request) or says(text)

    return ProviderStub(otherwise=choose)


def refuses_system(request: Request) -> Behaviour | None:
    roles = [message["role"] for message in request.body["messages"]]
    refusal = does.status(400, {"message": "System role not supported"})
    return refusal if "system" in roles else None


async def found(model: OpenAIModel) -> tuple[Diagnosis, dict[str, str]]:
    diagnosis = await diagnose(model)
    await model.close()
    return diagnosis, {f.subject: f.text for f in diagnosis.providers[0].findings}


async def found_at(stub: ProviderStub, **changes: Any) -> tuple[Diagnosis, dict[str, str]]:
    async with stub:
        return await found(OpenAIModel(a_provider(stub, **changes), None, IN_EARNEST))


async def test_model_that_does_well_is_told_so_in_every_respect() -> None:
    diagnosis, told = await found_at(serving("stub-model", "other"))
    assert diagnosis.is_good
    assert [finding.is_good for finding in diagnosis.providers[0].findings] == [True] * 5
    assert told["models"] == "stub-model is there"
    assert told["answer"].startswith("first word after ")
    assert told["system role"] == "taken"
    assert told["structured output"] == "by schema"
    assert "\n" not in diagnosis.summary
    assert "can be used" in diagnosis.summary
    assert len(list(diagnosis.lines())) == 6


async def test_check_calls_are_few() -> None:
    stub = serving("stub-model")
    await found_at(stub)
    assert len(stub.requests) == 3


async def test_model_that_is_not_there_is_told_with_those_that_are() -> None:
    missing = does.status(404, {"message": "model not found"})
    diagnosis, told = await found_at(serving("llama3.2:latest", "qwen3:8b", chat=lambda _: missing))
    assert not diagnosis.is_good
    assert "llama3.2:latest, qwen3:8b" in told["models"]
    assert "OPENAI_MODEL" in told["answer"]
    assert "ollama pull stub-model" in told["answer"]


async def test_name_without_its_tag_is_there() -> None:
    _, told = await found_at(serving("stub-model:latest"))
    assert told["models"] == "stub-model is there"


async def test_server_without_a_list_may_do_well() -> None:
    stub = serving()
    stub.will(does.bare_404())
    diagnosis, told = await found_at(stub)
    assert diagnosis.is_good
    assert told["models"] == "no list of them to be had"


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (does.status(401), "set OPENAI_API_KEY"),
        (does.status(429), "asked too often"),
        (does.html(), "set OPENAI_BASE_URL"),
        (does.redirects_to("https://x.example/"), "leads elsewhere"),
        (does.status(400), "turns every form of the request down"),
        (does.status(500), "does not answer as it should (server error)"),
        (does.hangs_up_before_headers(), "hangs up"),
        (says("", finish="stop"), "has no text"),
    ],
)
async def test_failure_is_told_apart_and_says_what_to_set(behaviour: Behaviour, words: str) -> None:
    diagnosis, told = await found_at(serving("stub-model", chat=lambda _: behaviour))
    assert not diagnosis.is_good
    assert words in told["answer"]
    assert words in diagnosis.summary
    assert "structured output" not in told


async def test_nobody_listening_is_told_after_one_attempt() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    provider = Provider(api_key="k", base_url=f"http://127.0.0.1:{port}/v1", model="m")
    diagnosis, told = await found(OpenAIModel(provider, None, IN_EARNEST))
    assert told == {
        "answer": f"nobody listens at http://127.0.0.1:{port}/v1: start the server, or set"
        " OPENAI_BASE_URL"
    }
    assert not diagnosis.is_good


async def test_unknown_host_is_told() -> None:
    provider = Provider(api_key="k", base_url="http://nobody.invalid/v1", model="m")
    _, told = await found(OpenAIModel(provider, None, IN_EARNEST))
    assert "host nobody.invalid is not known" in told["answer"]


async def test_address_that_lacks_its_version_works_and_is_told() -> None:
    async with serving("stub-model") as stub:
        inner = stub.otherwise

        def choose(request: Request) -> Behaviour:
            return inner(request) if request.path.startswith("/v1/") else does.bare_404()

        stub.otherwise = choose
        provider = a_provider(stub, base_url=stub.base_url.removesuffix("/v1"))
        diagnosis, told = await found(OpenAIModel(provider, None, IN_EARNEST))
    assert diagnosis.is_good
    assert f"{stub.base_url}: better set OPENAI_BASE_URL so" in told["address"]


async def test_what_the_check_learns_the_first_question_knows() -> None:
    async with serving("stub-model", chat=refuses_system) as stub:
        model = OpenAIModel(a_provider(stub), None, IN_EARNEST)
        diagnosis = await diagnose(model)
        before = len(stub.requests)
        await whole_reply(model)
        await model.close()
    told = {f.subject: (f.is_good, f.text) for f in diagnosis.providers[0].findings}
    assert diagnosis.is_good
    assert told["system role"] == (None, "not taken: the rules go into the first message")
    assert len(stub.requests) == before + 1


THOUGHT = "Okay, they want me to count. Should it be in words, or in digits?\nIn words. " * 3


@pytest.mark.parametrize("closing", ["</think>", "[/THINK]"])
async def test_thought_that_none_opens_is_found_before_the_first_question(closing: str) -> None:
    counts = says(f"{THOUGHT}{closing}\n\n{NUMBERS}", pieces=40)
    asks = says(f"Should it be the pipeline?\nNo.{closing}\n\nWhat broke?", pieces=40)
    script = iter((counts, says('{"ready": true}'), asks))
    async with serving("stub-model", chat=lambda _: next(script)) as stub:
        model = OpenAIModel(a_provider(stub), None, IN_EARNEST)
        diagnosis = await diagnose(model)
        question = await whole_reply(model)
        await model.close()
    told = {f.subject: (f.is_good, f.text) for f in diagnosis.providers[0].findings}
    assert diagnosis.is_good
    assert told["reasoning"] == (None, "in the text, closed by a tag that none opens: held back")
    assert "reasoning in the text" in diagnosis.summary
    assert question == "What broke?"


async def test_json_behind_a_thought_that_none_opens_is_found() -> None:
    def chat(request: Request) -> Behaviour:
        text = '{"ready": true}' if "ready" in request.prompt else NUMBERS
        return says(f"{THOUGHT}</think>\n\n{text}", pieces=40)

    _, told = await found_at(serving("stub-model", chat=chat))
    assert told["structured output"] == "by schema"


@pytest.mark.parametrize("opening", ["<think>", ""])
async def test_other_thoughts_are_not_told_of(opening: str) -> None:
    closing = "</think>" if opening else ""
    counts = says(f"{opening}{THOUGHT}{closing}\n\n{NUMBERS}", pieces=40)
    _, told = await found_at(serving("stub-model", chat=lambda _: counts))
    assert "reasoning" not in told


def always(behaviour: Behaviour) -> Callable[[Request], Behaviour]:
    return lambda _: behaviour


def speaks(pieces: int, ending: Behaviour, piece: str = "One, two, ") -> Behaviour:
    """So many pieces, of ten letters each, then `ending`."""

    async def play(reply: Reply) -> None:
        await reply.stream()
        for _ in range(pieces):
            await reply.text(piece)
            await asyncio.sleep(0.005)
        await ending(reply)

    return play


async def test_check_reads_on_for_so_many_letters_and_no_more() -> None:
    calls: list[CallRecord] = []
    endless = does.drips("one " * 25, every=0.0)
    async with serving("stub-model", chat=lambda _: endless) as stub:
        model = OpenAIModel(a_provider(stub), None, IN_EARNEST, note_call=calls.append)
        diagnosis, _ = await found(model)
    assert diagnosis.is_good
    assert [call.outcome for call in calls] == [ENOUGH, ENOUGH]


async def test_check_reads_on_for_so_long_and_no_longer() -> None:
    for goes_on in (speaks(10, Reply.for_ever), does.drips("One, two, ", every=0.02)):
        calls: list[CallRecord] = []
        async with serving("stub-model", chat=always(goes_on)) as stub:
            model = OpenAIModel(a_provider(stub), None, IN_EARNEST, note_call=calls.append)
            diagnosis = await diagnose(model, reads_on=0.05)
            await model.close()
        assert diagnosis.is_good
        assert sum(call.seconds for call in calls) < HANGS / 4


async def cuts(reply: Reply) -> None:
    reply.cut()


async def ends_at_its_bound(reply: Reply) -> None:
    await reply.finish("length")


@pytest.mark.parametrize("ending", [cuts, ends_at_its_bound])
async def test_fault_after_enough_was_said_is_none(ending: Behaviour) -> None:
    whole, told = await found_at(serving("stub-model", chat=lambda _: speaks(10, ending)))
    assert whole.is_good
    assert told["answer"].startswith("first word after ")
    for little in (speaks(2, ending), speaks(1, ending, "One, two, " * 10)):
        cut, _ = await found_at(serving("stub-model", chat=always(little)))
        assert not cut.is_good


async def test_what_is_not_taken_is_told() -> None:
    def chat(request: Request) -> Behaviour | None:
        if request.body["stream"]:
            return does.status(422, {"message": "streaming is not supported"})
        if "response_format" in request.body:
            return does.status(422, {"message": "unknown response_format"})
        return None

    diagnosis, told = await found_at(serving("stub-model", chat=chat))
    assert diagnosis.is_good
    assert told["streaming"] == "not supported: questions appear as a whole"
    assert told["structured output"] == "not taken"


async def test_schema_that_a_server_error_answers_is_told_as_not_taken() -> None:
    def chat(request: Request) -> Behaviour | None:
        return does.status(500) if "response_format" in request.body else None

    diagnosis, told = await found_at(serving("stub-model", chat=chat))
    assert diagnosis.is_good
    assert told["structured output"] == "not taken"


async def test_chat_model_that_takes_nothing_optional_is_found_to_do_well() -> None:
    def chat(request: Request) -> Behaviour | None:
        for name in ("temperature", "stream_options", "reasoning_effort"):
            if name in request.body:
                return does.status(400, {"message": f"Unknown parameter: '{name}'."})
        return refuses_system(request)

    diagnosis, told = await found_at(
        serving("stub-model", chat=chat), temperature=0.2, reasoning_effort="low"
    )
    assert diagnosis.is_good
    assert told["system role"] == "not taken: the rules go into the first message"


async def test_fallback_is_named_by_its_variables() -> None:
    async with serving("stub-model") as stub, serving("f", chat=lambda _: does.status(401)) as two:
        model = OpenAIModel(a_provider(stub), a_provider(two), IN_EARNEST)
        diagnosis = await diagnose(model)
        await model.close()
    assert [check.is_good for check in diagnosis.providers] == [True, False]
    assert diagnosis.is_good
    assert "set FALLBACK_OPENAI_API_KEY" in diagnosis.summary


async def test_day_without_calls_is_told_as_such() -> None:
    class Spent:
        async def spend(self) -> None:
            raise ModelFailed("budget", final=True)

    async with serving("stub-model") as stub:
        model = OpenAIModel(a_provider(stub), None, IN_EARNEST, budget=Spent())
        _, told = await found(model)
    assert "MODEL_CALLS_PER_DAY" in told["answer"]


async def test_nothing_a_provider_writes_is_passed_on() -> None:
    secret = does.status(500, {"message": "sk-secret-key of Harrowgate"})
    diagnosis, _ = await found_at(serving("stub-model", chat=lambda _: secret))
    assert "Harrowgate" not in "\n".join(diagnosis.lines())
    assert "sk-secret" not in "\n".join(diagnosis.lines())
