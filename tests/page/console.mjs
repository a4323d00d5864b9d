// Uses the console as a person does: by the words on the page.

/** The words of the headline, by outcome. */
export const HEADLINES = {
  done: "Done",
  rejected: "Not done",
  not_sent: "Not done: nothing was sent",
  unknown: "It may have happened — check before you repeat",
};

export class Console {
  constructor(page) {
    this.page = page;
    this.signInForm = page.getByRole("form", { name: "Sign in" });
    this.reset = page.getByRole("form", { name: "Reset users" });
    this.revoke = page.getByRole("form", { name: "Revoke sessions" });
    this.result = page.getByRole("region", { name: "Result" });
    this.report = page.locator("#report");
    this.running = page.locator("#running");
    this.history = page.getByRole("region", { name: "History" });
    this.rows = this.history.locator("tbody").getByRole("row");
    this.dialog = page.getByRole("dialog");
    this.review = page.locator("#review");
    this.run = page.locator("#run");
    this.waiting = page.getByRole("region", { name: "Lists that wait" });
    this.runRows = page.locator("#run-rows").getByRole("row");
    this.abort = this.result.getByRole("button", { name: "Abort" });
  }

  async signIn(token) {
    await this.signInForm.getByLabel("Token", { exact: true }).fill(token);
    await this.signInForm.getByRole("button", { name: "Sign in" }).click();
    await this.entered();
  }

  /** Waits until signing in has succeeded or failed. The page asks Slack whose token it is. */
  async entered() {
    await this.reset.or(this.page.locator("[aria-invalid=true]")).first().waitFor();
  }

  async signInThroughProxy(path) {
    await this.signInForm.getByLabel("Through this server").check();
    await this.signInForm.getByLabel("Path of the proxy").fill(path);
    await this.signInForm.getByRole("button", { name: "Sign in" }).click();
    await this.entered();
  }

  async signOut() {
    await this.page.getByRole("button", { name: "Sign out" }).click();
  }

  /** Fills the form in and presses its button. Then the question is open, or a field is marked. */
  async askReset({ user, devices = "All" }) {
    await this.reset.getByLabel("Users").fill(user);
    await this.reset.getByLabel(devices).check();
    await this.reset.getByRole("button", { name: "Reset sessions…" }).click();
    await this.answered();
  }

  async askRevoke({ session, user = "", team = "" }) {
    await this.revoke.getByLabel("Sessions").fill([session, user, team].filter(Boolean).join(" "));
    await this.revoke.getByRole("button", { name: "Revoke sessions…" }).click();
    await this.answered();
  }

  /** Waits for the page's reaction to a form. It reads the list first. */
  async answered() {
    await this.page.locator("dialog[open], #review:not([hidden]), [aria-invalid=true]").first().waitFor();
  }

  /** Confirms the question. */
  async confirm() {
    await this.dialog.getByRole("button", { name: /^(End|Clear) / }).click();
  }

  async startReset(what) {
    await this.askReset(what);
    await this.confirm();
  }

  async startRevoke(what) {
    await this.askRevoke(what);
    await this.confirm();
  }

  /** The words of the report after the call is over. The call is over when the history has this many rows. */
  async ending(count = 1) {
    await this.rows.nth(count - 1).waitFor();
    return (await this.report.isVisible()) ? this.report.innerText() : "";
  }
}
