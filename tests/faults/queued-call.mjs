// A call that waits in the queue.

/**
 * One call that never ends takes the only place, and another one, with these options, waits behind it. Resolves once it
 * does, to an object that has its `promise`. The time counts from the second call.
 */
export async function behind({ call, mark, slack, afterwards }, options) {
  const first = new AbortController();
  const busy = call({ options: { signal: first.signal, deadline: 0 } }).catch(() => {});
  afterwards(() => {
    first.abort();
    return busy;
  });
  await slack.arrival();
  mark();
  const promise = call({ options });
  await new Promise(setImmediate);
  return { promise };
}
