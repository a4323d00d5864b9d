// The settings of a run, and its closing lines.

/** The settings, from text. */
export function settings({ values = "1000000", seed, only }) {
  const whole = (name, text, most) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number > most) throw new Error(`--${name} must be a whole number up to ${most}`);
    return number;
  };
  return {
    values: whole("values", values, 1e12),
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 32) : whole("seed", seed, 2 ** 32 - 1),
    only: only === undefined ? undefined : whole("only", only, 2 ** 32 - 1),
  };
}

/** The closing lines. */
export function report({ values, clients, calls, settled, resolved, requests, problems, seconds }) {
  return [
    `${values} values, ${clients} clients, ${calls} calls, ${settled} promises settled (${resolved} resolved), ${requests} requests, ` +
      `${seconds.toFixed(1)} s`,
    problems === 0 ? "no problem" : `FAILED: ${problems} problems`,
  ];
}
