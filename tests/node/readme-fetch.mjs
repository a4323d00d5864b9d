// Loaded before an example of the README or API.md: calls to Slack's own address go to the stand-in's HOST.
const { fetch } = globalThis;
const slack = "https://slack.com/api/";

globalThis.fetch = (url, init) => {
  if (!String(url).startsWith(slack)) throw new Error(`an example calls ${url}`);
  return fetch(`${process.env.HOST}/${String(url).slice(slack.length)}`, init);
};
