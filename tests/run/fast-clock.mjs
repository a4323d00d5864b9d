// Preloaded into a process whose waits are too long for a test: its clocks and its timers are so many times as fast.
const FACTOR = Number(process.env.CLOCK_FACTOR);
const { setTimeout: wait, setInterval: repeat, Date: RealDate } = globalThis;
const start = RealDate.now();
const monotonic = performance.now.bind(performance);

globalThis.setTimeout = (f, milliseconds, ...given) => wait(f, (milliseconds ?? 0) / FACTOR, ...given);
globalThis.setInterval = (f, milliseconds, ...given) => repeat(f, (milliseconds ?? 0) / FACTOR, ...given);
performance.now = () => monotonic() * FACTOR;
RealDate.now = () => start + Math.round((performance.timeOrigin + monotonic() - start) * FACTOR);
