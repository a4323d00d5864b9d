// The sign-in form.

import { SlackArgumentError } from "slack-admin-session";
import { byId, chosen } from "./dom.ts";
import { mark, refuseTokens, unmark, valueOf } from "./fields.ts";
import { wordsFor } from "./codes.ts";
import { FREE, HOSTS, PROXY, isOnThisServer, linkedHost } from "./hosts.ts";
import { ask } from "./identity.ts";
import { type Session, open } from "./session.ts";

const OTHER = "other";
const HOST = "Enter an address that begins with https://, or with http:// on this machine, and has no user name, ? or #.";
const TOKEN = "This can’t be a token, and it was not kept. Copy the whole token again, and nothing else.";
const PATH = "Enter a path on this server: it begins with one slash, and has no ? or #.";

/** Prepares the form. It passes the session to `enter`. */
export function prepare(enter: (session: Session) => void): void {
  const form = byId("sign-in", HTMLFormElement);
  const hosts = byId("host", HTMLSelectElement);
  for (const { name, url } of HOSTS) hosts.add(new Option(`${name} (${new URL(url).host})`, url));
  if (FREE) hosts.add(new Option("Another host…", OTHER));
  byId("proxy", HTMLInputElement).value = PROXY;
  const linked = linkedHost();
  if (linked) {
    hosts.value = OTHER;
    byId("other-host", HTMLInputElement).value = linked;
    byId("other-host-hint").textContent = "From the link that opened this page. It is on this machine.";
  }
  const arrange = () => {
    const withToken = chosen(form, "way") === "token";
    byId("with-token").hidden = !withToken;
    byId("with-proxy").hidden = withToken;
    byId("other-host-field").hidden = hosts.value !== OTHER;
  };
  form.addEventListener("change", arrange);
  let asking = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (asking) return;
    unmark();
    const viaToken = chosen(form, "way") === "token";
    const token = viaToken ? takeToken() : undefined;
    const session = token === undefined ? withProxy() : withToken(hosts.value, token);
    if (!session) return;
    asking = true;
    byId("enter").setAttribute("aria-disabled", "true");
    const asked = await ask(session.host, token);
    asking = false;
    byId("enter").setAttribute("aria-disabled", "false");
    if ("refused" in asked) {
      session.close();
      const [what, next] = wordsFor(asked.refused, "run");
      mark(viaToken ? "token" : "proxy", `${what} ${next}`);
      return;
    }
    if ("identity" in asked) session.identity = asked.identity;
    enter(session);
  });
  arrange();
}

function withToken(host: string, token: string): Session | undefined {
  if (host === OTHER && refuseTokens(["other-host"], (text) => token !== "" && text.includes(token))) return undefined;
  if (token === "") return void mark("token", "Enter a token.");
  const address = host === OTHER ? valueOf("other-host") : host;
  // Without a scheme the address would be a path on this page's server, and the token would go there.
  if (!/^https?:\/\//i.test(address)) return void mark("other-host", HOST);
  try {
    return open(address, token);
  } catch (error) {
    if (!(error instanceof SlackArgumentError)) throw error;
    return error.argument === "host" ? void mark("other-host", HOST) : void mark("token", TOKEN);
  }
}

/** Takes the token, and empties the field at once. */
function takeToken(): string {
  const field = byId("token", HTMLInputElement);
  const token = field.value.trim();
  field.value = "";
  return token;
}

function withProxy(): Session | undefined {
  const path = valueOf("proxy");
  if (refuseTokens(["proxy"], () => false)) return undefined;
  if (!isOnThisServer(path)) return void mark("proxy", PATH);
  try {
    return open(path, undefined);
  } catch (error) {
    if (!(error instanceof SlackArgumentError)) throw error;
    return void mark("proxy", PATH);
  }
}
