// The types of the module's border, by a short name.
export * from "../../../target/run-core/slack_admin_session_run.js";
