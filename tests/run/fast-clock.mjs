// Preloaded into a process whose waits are too long for a test: makes its clocks and timers faster.
const FACTOR = Number(process.env.CLOCK_FACTOR);
/** The 30 seconds that an answer may take stay as they are: a busy machine may need them. A run's own waits are whole milliseconds. */
const isKept = (milliseconds) => milliseconds > 29_900 && milliseconds < 30_000 && !Number.isInteger(milliseconds);
const { setTimeout: wait, setInterval: repeat, Date: RealDate } = globalThis;
const start = RealDate.now();
const monotonic = performance.now.bind(performance);

globalThis.setTimeout = (f, milliseconds, ...given) => wait(f, isKept(milliseconds) ? milliseconds : (milliseconds ?? 0) / FACTOR, ...given);
globalThis.setInterval = (f, milliseconds, ...given) => repeat(f, (milliseconds ?? 0) / FACTOR, ...given);
performance.now = () => monotonic() * FACTOR;
RealDate.now = () => start + Math.round((performance.timeOrigin + monotonic() - start) * FACTOR);
