// The hosts that the page offers: those that its policy lets it call.

const NAMES: Record<string, string> = { "https://slack.com": "Slack", "https://slack-gov.com": "GovSlack" };
const SOURCES = import.meta.env.VITE_CONNECT.split(/\s+/);

/** The default path of a proxy on this server. */
export const PROXY: string = import.meta.env.VITE_PROXY;

/** Whether people may type in a host, because the policy allows any. */
export const FREE: boolean = SOURCES.includes("https:");

/** The hosts by name, the default first. */
export const HOSTS: readonly { name: string; url: string }[] = (FREE ? Object.keys(NAMES) : SOURCES).map((origin) => ({
  name: NAMES[origin] ?? new URL(origin).host,
  url: `${origin}/api`,
}));

/**
 * The host that the page's address names, if it is on this machine, as in the demo. Any other host is ignored, because a link
 * must not choose where a token goes.
 */
export function linkedHost(): string | undefined {
  const named = new URLSearchParams(location.search).get("host") ?? "";
  const url = URL.canParse(named) ? new URL(named) : undefined;
  return FREE && url?.protocol === "http:" && ["127.0.0.1", "localhost"].includes(url.hostname) ? named : undefined;
}

/** Whether `path` is a path on the page's own server. */
export function isOnThisServer(path: string): boolean {
  return path.startsWith("/") && URL.canParse(path, location.href) && new URL(path, location.href).origin === location.origin;
}

/** The short name of a host, for people. */
export function shortName(host: string): string {
  const url = new URL(host, location.href);
  return url.origin === location.origin ? `${url.pathname} on this server` : url.host;
}

/** The pace that such a link names, in calls a minute. It is for the demo and the tests, whose stand-in has another limit. */
export function linkedPace(): number | undefined {
  const pace = Number(new URLSearchParams(location.search).get("per_minute"));
  return linkedHost() !== undefined && Number.isInteger(pace) && pace > 0 && pace <= 6000 ? pace : undefined;
}
