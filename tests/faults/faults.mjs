// All faults. A row has
//   name      what goes wrong
//   faults    what the stand-in is told to do, or a function of `place` that returns it
//   place     makes another server, which takes the stand-in's place unless `redirects`
//   method, request, options   the call; `reset` of W12345678 if left out
//   config, retry              settings of our client beyond the short waits; `retry: "default"` is none at all
//   once      @slack/web-api repeats nothing: what it would reject with in half an hour is wanted
//   play      several calls, or a call and what is done to it; returns the promise that the row is about
//   ours      what our client must do: `class` ("resolved", a class of error, or "reason": see `check`), `attempts`,
//             `requests` (as many as attempts), `within` and `atLeast` (milliseconds), `check` (returns problems),
//             and whatever other property the error must have
//   peers     why the peers have no part in it
//   note      a function that says more of what was seen, for the table
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
