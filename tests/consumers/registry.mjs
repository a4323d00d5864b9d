// A registry in which npm finds the packed package by its name; what else npm asks for it gets from its own registry.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

/** Serves it while the work is done with the registry's address. */
export async function publishing({ tarball, manifest, upstream }, work) {
  const { name, version } = manifest;
  const bytes = await readFile(tarball);
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const server = createServer((request, response) => {
    const address = `http://${request.headers.host}`;
    if (request.url === `/${name}`) {
      const dist = { tarball: `${address}/${name}.tgz`, integrity };
      const body = { name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    } else if (request.url === `/${name}.tgz`) {
      response.writeHead(200).end(bytes);
    } else {
      response.writeHead(302, { location: new URL(request.url.slice(1), upstream).href }).end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await work(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
