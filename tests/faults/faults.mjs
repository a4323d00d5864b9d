// All faults. A row has
//   name      what goes wrong
//   faults    the stand-in's faults, or a function of `place` that returns them
//   place     makes another server, which takes the stand-in's place unless `redirects`
//   method, request, options   the call; `reset` of W12345678 if left out
//   config, retry              settings of our client beyond the short waits; `retry: "default"` is none at all
//   once      @slack/web-api repeats nothing, since otherwise its error would take half an hour
//   play      makes several calls, or does something to a call; returns the promise that the row is about
//   ours      what our client must do: `class` ("resolved", a class of error, or "reason": see `check`), `attempts`,
//             `requests` (as many as attempts), `within` and `atLeast` (milliseconds), `check` (returns problems),
//             and any other property that the error must have
//   peers     why the peers are left out
//   note      a function that adds details to the table
import { answers } from "./rows/answers.mjs";
import { calls } from "./rows/calls.mjs";
import { codes } from "./rows/codes.mjs";
import { connections } from "./rows/connections.mjs";
import { limits } from "./rows/limits.mjs";
import { statuses } from "./rows/statuses.mjs";
import { stops } from "./rows/stops.mjs";
import { times } from "./rows/times.mjs";
import { tokens } from "./rows/tokens.mjs";

export const rows = [times, connections, statuses, limits, codes, answers, tokens, calls, stops].flat();
