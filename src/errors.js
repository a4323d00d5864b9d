// The error classes that users catch.

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

/** In the order of `Class` in src/failure.rs, with their codes; the second to the fifth have those of `@slack/web-api`. */
const classes = [
  [SlackArgumentError, "SlackArgumentError", "slack_admin_session_argument_error"],
  [SlackApiError, "SlackApiError", "slack_webapi_platform_error"],
  [SlackRateLimitedError, "SlackRateLimitedError", "slack_webapi_rate_limited_error"],
  [SlackHttpError, "SlackHttpError", "slack_webapi_http_error"],
  [SlackNetworkError, "SlackNetworkError", "slack_webapi_request_error"],
  [SlackTimeoutError, "SlackTimeoutError", "slack_admin_session_timeout_error"],
  [SlackProtocolError, "SlackProtocolError", "slack_admin_session_protocol_error"],
  [SlackError, "SlackError"],
];
for (const [{ prototype }, value] of classes) {
  Object.defineProperty(prototype, "name", { value, configurable: true, writable: true });
}

/** An error of the class with that number; a `cause` of undefined is no cause. `more` are its own properties. */
export const make = (kind, text, method, attempts, outcome, requestId, more, cause) => {
  const [Class, , code] = classes[kind];
  const warning = outcome === "unknown" ? "; the operation may have happened" : "";
  const message = `${method ?? "AdminUsersSessionApi"}: ${text}${warning}`;
  const details = { code, method, attempts, requestId, outcome, ...more };
  return new Class(message, details, cause === undefined ? undefined : { cause });
};
