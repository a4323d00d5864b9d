// @ts-check
// Time for upper bounds, which must hold on a busy machine too. For lower bounds there is performance.now().

/** Milliseconds from one look at the clock to the next. */
const TURN = 10;

/**
 * A stopwatch that stands still while the machine keeps this process from running. Between two looks it counts at most twice
 * the usual time, plus the processor time of this process. It keeps no process alive.
 */
export function stopwatch() {
  let total = 0;
  let at = performance.now();
  let computed = process.cpuUsage();

  function look() {
    const now = performance.now();
    const { user, system } = process.cpuUsage(computed);
    total += Math.min(now - at, 2 * TURN + (user + system) / 1000);
    at = now;
    computed = process.cpuUsage();
    return total;
  }

  const timer = setInterval(look, TURN);
  timer.unref();
  return {
    /** The milliseconds so far. */
    read: look,
    /** The milliseconds until now, when it stops. */
    stop() {
      clearInterval(timer);
      return look();
    },
  };
}

/**
 * For a process that has no more to do: calls `act` if the process is still alive that many milliseconds later.
 * @param {number} ms
 * @param {() => void} act
 */
export function ifAliveAfter(ms, act) {
  const watch = stopwatch();
  const timer = setInterval(() => {
    if (watch.read() < ms) return;
    clearInterval(timer);
    watch.stop();
    act();
  }, TURN);
  timer.unref();
}
