// Other servers than the stand-in, on this machine: none at all, one that records what reaches it, one with a bad certificate.
import { once } from "node:events";
import { createServer as createHttp } from "node:http";
import { createServer as createHttps } from "node:https";
import { deadPort } from "../dead-port.mjs";
import { selfSigned as certificate } from "../node/certificate.mjs";
import { TOKEN } from "../standin/client.mjs";

async function listen(server) {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `127.0.0.1:${server.address().port}`;
}

/** An address that refuses connections. */
export async function nobody() {
  const { port, release } = await deadPort();
  return { host: `http://127.0.0.1:${port}/api`, close: release };
}

/** Answers as Slack would, and records what reached it. */
function recorder(seen) {
  return async (request, response) => {
    let text = JSON.stringify(request.rawHeaders);
    for await (const chunk of request) text += chunk;
    seen.push({ token: text.includes(TOKEN) });
    response.setHeader("content-type", "application/json").end('{"ok":true}');
  };
}

async function place(scheme, create) {
  const elsewhere = [];
  const server = create(recorder(elsewhere));
  const address = await listen(server);
  return {
    host: `${scheme}://${address}/api`,
    elsewhere,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Another server than Slack's. */
export const stranger = () => place("http", createHttp);

/** A server with an untrusted certificate. */
export const selfSigned = () => place("https", (listener) => createHttps(certificate(), listener));
