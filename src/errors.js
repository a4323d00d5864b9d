// The error classes that users catch. `make` is called by src/error.rs alone.

/** Own properties come from `details`; `name` is spelt out because minifiers rename classes. */
export class SlackError extends Error {
  constructor(message, details, options) {
    super(message, options);
    Object.assign(this, details);
  }
}
export class SlackArgumentError extends SlackError {}
export class SlackApiError extends SlackError {}
export class SlackRateLimitedError extends SlackError {}
export class SlackHttpError extends SlackError {}
export class SlackNetworkError extends SlackError {}
export class SlackTimeoutError extends SlackError {}
export class SlackProtocolError extends SlackError {}

const classes = {
  SlackError,
  SlackArgumentError,
  SlackApiError,
  SlackRateLimitedError,
  SlackHttpError,
  SlackNetworkError,
  SlackTimeoutError,
  SlackProtocolError,
};
for (const name in classes) {
  Object.defineProperty(classes[name].prototype, "name", { value: name, configurable: true, writable: true });
}

/** An error of the named class; a `cause` of undefined is no cause. */
export const make = (name, message, details, cause) =>
  new classes[name](message, details, cause === undefined ? undefined : { cause });
