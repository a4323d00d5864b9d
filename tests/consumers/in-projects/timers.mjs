// Calls while a test fakes time. `project.mjs` writes this function into projects, so it uses no other file.

/** How calls that wait for something end; `advance` lets milliseconds pass. */
export async function timers({ AdminUsersSessionApi }, advance) {
  const never = () => new Promise(() => {});
  // A body that Node makes of a text needs the real queueMicrotask.
  const body = (text) =>
    new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode(text));
        stream.close();
      },
    });
  const answer = (status, headers) => new Response(body(status === 200 ? '{"ok":true}' : "{}"), { status, headers });
  const answers = (...all) => async () => all.shift() ?? answer(200);
  const request = { user_id: "W12345678" };
  const end = async (configuration, options) => {
    const api = new AdminUsersSessionApi({ accessToken: "xoxp-a-test", ...configuration });
    let ended;
    api.reset(request, options).then(
      ({ ok }) => (ended = ok ? "done" : "not true"),
      ({ name, phase, outcome }) => (ended = `${name} ${phase ?? ""} ${outcome}`),
    );
    // Far more fake time than any of them needs.
    for (let turn = 0; !ended && turn < 1000; turn++) await advance(100);
    return ended ?? "it hangs";
  };
  return {
    call: await end({ fetch: answers() }),
    repeated: await end({ fetch: answers(answer(500), answer(500)), retry: { minDelay: 200 } }),
    limited: await end({ fetch: answers(answer(429, { "retry-after": "0.3" })) }),
    timeout: await end({ fetch: never, timeout: 300, retry: false }),
    deadline: await end({ fetch: never, accessToken: never }, { deadline: 300 }),
  };
}

/** What it returns, with any clock. */
export const ENDS = {
  call: "done",
  repeated: "done",
  limited: "done",
  timeout: "SlackTimeoutError connect unknown",
  deadline: "SlackTimeoutError deadline not_sent",
};
