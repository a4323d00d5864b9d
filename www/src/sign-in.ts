// The form that signs in.

import { SlackArgumentError } from "slack-admin-session";
import { byId, chosen } from "./dom.ts";
import { mark, refuseTokens, unmark, valueOf } from "./fields.ts";
import { FREE, HOSTS, PROXY, isOnThisServer, linkedHost } from "./hosts.ts";
import { type Session, open } from "./session.ts";

const OTHER = "other";
const HOST = "Enter an address that begins with https://, or with http:// on this machine, and has no user name, ? or #.";
const TOKEN = "This can’t be a token. It was forgotten: copy it again, the whole of it and nothing else.";
const PATH = "Enter a path on this server: it begins with one slash, and has no ? or #.";

/** Prepares the form; `enter` gets the session. */
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
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    unmark();
    const session = chosen(form, "way") === "token" ? withToken(hosts.value) : withProxy();
    if (session) enter(session);
  });
  arrange();
}

function withToken(host: string): Session | undefined {
  const token = takeToken();
  if (host === OTHER && refuseTokens(["other-host"], (text) => token !== "" && text.includes(token))) return undefined;
  if (token === "") return void mark("token", "Enter a token.");
  try {
    return open(host === OTHER ? valueOf("other-host") : host, token);
  } catch (error) {
    if (!(error instanceof SlackArgumentError)) throw error;
    return error.argument === "host" ? void mark("other-host", HOST) : void mark("token", TOKEN);
  }
}

/** The token leaves the field at once, whatever becomes of it. */
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
