// @ts-check
// A port of this machine that refuses connections.
import { once } from "node:events";
import { connect, createServer } from "node:net";

/**
 * A connection is open from the port, so that no program can begin to listen there, as it could on a port that is only free.
 * The port stays so until `release` is called or the process ends.
 */
export async function deadPort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const socket = connect(port, "127.0.0.1");
  const [[accepted]] = await Promise.all([once(server, "connection"), once(socket, "connect")]);
  // These must not keep the program running.
  for (const held of [server, socket, accepted]) held.unref();
  accepted.on("error", () => {});
  return {
    port: /** @type {number} */ (socket.localPort),
    async release() {
      socket.resetAndDestroy();
      server.close();
      await once(socket, "close");
    },
  };
}
