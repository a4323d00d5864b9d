// Files of a folder, served to a page on an origin of its own.
import { createServer } from "node:http";
import { once } from "node:events";
import sirv from "sirv";

/** A port that is free. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Serves the folder while the work is done. Every answer has `headers`, and files under /plain are served as text/plain. */
export async function serving(folder, headers, work) {
  const files = sirv(folder, { dev: true, dotfiles: true });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.url.startsWith("/plain/")) {
      request.url = request.url.slice("/plain".length);
      const writeHead = response.writeHead.bind(response);
      response.writeHead = (status, given) => writeHead(status, { ...given, "Content-Type": "text/plain" });
    }
    files(request, response, () => response.writeHead(404).end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await work(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
