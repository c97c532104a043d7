import { execFile } from "node:child_process";
import { createSign, randomUUID, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Access } from "./tokenServer.ts";

export interface Signer {
  /** File with the certificate that a registry checks tokens by. */
  readonly certificate: string;
  /** A JSON web token for these accesses that lives `life` seconds. */
  readonly sign: (claims: {
    readonly issuer: string;
    readonly audience: string;
    readonly subject: string;
    readonly access: readonly Access[];
    readonly life: number;
  }) => string;
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A key made for one test, and tokens signed with it as the distribution project wants them. */
export const makeSigner = async (dir: string): Promise<Signer> => {
  const [key, certificate] = [join(dir, "key.pem"), join(dir, "certificate.pem")];
  await promisify(execFile)("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    key,
    "-out",
    certificate,
    "-days",
    "2",
    "-subj",
    "/CN=dl-env test tokens",
  ]);
  const privateKey = await readFile(key, "utf8");
  const x5c = [new X509Certificate(await readFile(certificate)).raw.toString("base64")];
  return {
    certificate,
    sign: ({ issuer, audience, subject, access, life }) => {
      const now = Math.floor(Date.now() / 1000);
      const text = `${part({ typ: "JWT", alg: "RS256", x5c })}.${part({ iss: issuer, sub: subject, aud: audience, exp: now + life, nbf: now - 1, iat: now, jti: randomUUID(), access })}`;
      return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
    },
  };
};
