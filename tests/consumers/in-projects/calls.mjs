// What every project does with the package. `project.mjs` writes this function into each project, so it uses no other file.

/** Both calls, and one that is refused; says how they ended. */
export async function calls({ AdminUsersSessionApi, SlackApiError }, host) {
  // Never Slack itself.
  if (!host) throw new Error("no host was given");
  const api = new AdminUsersSessionApi({ host, accessToken: "xoxp-standin-admin" });
  const invalidated = await api.invalidate({ user_id: "W12345678", session_id: 1112275520242 });
  const reset = await api.reset({ user_id: "W00000002" });
  let refused;
  try {
    await api.reset({ user_id: "W99999999" });
  } catch (error) {
    refused = error instanceof SlackApiError ? error.error : `not a SlackApiError: ${error}`;
  }
  api.dispose();
  return { invalidated: invalidated.ok, reset: reset.ok, refused };
}
