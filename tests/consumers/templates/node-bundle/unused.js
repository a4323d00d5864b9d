import "slack-admin-session";
import { AdminUsersSessionApi } from "slack-admin-session";
import { init } from "slack-admin-session/slim";

console.log("nothing");
