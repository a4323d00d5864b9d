// Which hosts the page offers: those that its policy lets it call.

const NAMES: Record<string, string> = { "https://slack.com": "Slack", "https://slack-gov.com": "GovSlack" };
const SOURCES = import.meta.env.VITE_CONNECT.split(/\s+/);

/** The path that is offered for a proxy on this server. */
export const PROXY: string = import.meta.env.VITE_PROXY;

/** Whether the policy allows hosts that are typed in. */
export const FREE: boolean = SOURCES.includes("https:");

/** The hosts by name, the default first. */
export const HOSTS: readonly { name: string; url: string }[] = (FREE ? Object.keys(NAMES) : SOURCES).map((origin) => ({
  name: NAMES[origin] ?? new URL(origin).host,
  url: `${origin}/api`,
}));

/**
 * The host that the page's address names, if it is on this machine, as the demo's is. Any other is ignored: a link must
 * not be able to choose where somebody's token goes.
 */
export function linkedHost(): string | undefined {
  const named = new URLSearchParams(location.search).get("host") ?? "";
  const url = URL.canParse(named) ? new URL(named) : undefined;
  return FREE && url?.protocol === "http:" && ["127.0.0.1", "localhost"].includes(url.hostname) ? named : undefined;
}

/** Whether it is a path on the server that the page came from. */
export function isOnThisServer(path: string): boolean {
  return path.startsWith("/") && URL.canParse(path, location.href) && new URL(path, location.href).origin === location.origin;
}

/** A host in short, as it is shown. */
export function shortName(host: string): string {
  const url = new URL(host, location.href);
  return url.origin === location.origin ? `${url.pathname} on this server` : url.host;
}

/** The pace that such a link names, in calls a minute: for the demo and the tests, whose Slack has another limit. */
export function linkedPace(): number | undefined {
  const pace = Number(new URLSearchParams(location.search).get("per_minute"));
  return linkedHost() !== undefined && Number.isInteger(pace) && pace > 0 && pace <= 6000 ? pace : undefined;
}
