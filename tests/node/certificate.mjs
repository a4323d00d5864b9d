// An untrusted certificate, made anew for each run.
import { generateKeyPairSync, sign } from "node:crypto";

const piece = (tag, ...parts) => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts) => piece(0x30, ...parts);
const id = (hex) => piece(0x06, Buffer.from(hex, "hex"));
const time = (text) => piece(0x17, Buffer.from(text));
const pem = (der) => `-----BEGIN CERTIFICATE-----\n${der.toString("base64")}\n-----END CERTIFICATE-----\n`;

/** The key and the certificate of a TLS server, signed by itself. `until` is the end of its validity, as YYMMDD. */
export function selfSigned({ server = "localhost", until = "491231" } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const algorithm = sequence(id("2a8648ce3d040302"));
  const name = sequence(piece(0x31, sequence(id("550403"), piece(0x0c, Buffer.from(server)))));
  const body = sequence(
    piece(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time("200101000000Z"), time(`${until}235959Z`)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = piece(0x03, Buffer.from([0]), sign("sha256", body, privateKey));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }),
    cert: pem(sequence(body, algorithm, signature)),
  };
}
