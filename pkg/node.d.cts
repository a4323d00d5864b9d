/// <reference lib="esnext.disposable" />
// The types are written in src/types.ts and reach core/ with the build.
export {
  AdminUsersSessionApi,
  SlackApiError,
  SlackArgumentError,
  SlackError,
  SlackHttpError,
  SlackNetworkError,
  SlackProtocolError,
  SlackRateLimitedError,
  SlackTimeoutError,
} from "./core/core.cjs";
export type {
  AccessToken,
  CallOptions,
  Configuration,
  ContentType,
  ErrorKind,
  FullResponse,
  FurtherProperties,
  InvalidateRequest,
  MethodName,
  Outcome,
  RawResponse,
  ResetRequest,
  ResponseMetadata,
  Result,
  SlackErrorCode,
  SlackFailure,
  SlackResponse,
  Timeout,
  TokenPlacement,
} from "./core/core.cjs";
