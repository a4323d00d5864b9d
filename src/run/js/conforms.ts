// Checks that the exports have the types that are declared. Only the compiler reads this.

import * as entry from "./entry.js";
import type * as fileTypes from "./file-types.js";
import * as file from "./file.js";
import type * as types from "./types.js";

entry satisfies typeof types;
file satisfies typeof fileTypes;
