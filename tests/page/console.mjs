// The console as a person uses it: by what stands on it.

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

  /** Waits for what becomes of signing in: Slack is asked whose token it is. */
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

  /** Fills the form in and presses its button; then the question is open, or a field is marked. */
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

  /** Waits for what the page does with a form: it reads the list first. */
  async answered() {
    await this.page.locator("dialog[open], #review:not([hidden]), [aria-invalid=true]").first().waitFor();
  }

  /** Answers the question with the deed. */
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

  /** The report's words, once the call that was started is over: that is when the history has so many rows. */
  async ending(count = 1) {
    await this.rows.nth(count - 1).waitFor();
    return (await this.report.isVisible()) ? this.report.innerText() : "";
  }
}
