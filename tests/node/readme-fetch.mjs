// Loaded before an example of the README or API.md: calls to Slack's own address go to the stand-in's HOST.
const { fetch } = globalThis;
const slack = "https://slack.com/api/";

globalThis.fetch = (target, init) => {
  const url = target instanceof Request ? target.url : String(target);
  if (!url.startsWith(slack)) throw new Error(`an example calls ${url}`);
  const there = `${process.env.HOST}/${url.slice(slack.length)}`;
  return target instanceof Request ? fetch(new Request(there, target), init) : fetch(there, init);
};
