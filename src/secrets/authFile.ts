import * as z from "zod";

const AuthFile = z.object({
  auths: z.record(
    z.string(),
    z
      .object({
        auth: z.string(),
        password: z.string(),
        identitytoken: z.string(),
        registrytoken: z.string(),
      })
      .partial(),
  ),
});

const passwordOf = (auth: string): string => {
  const plain = Buffer.from(auth, "base64").toString("utf8").replace(/\0+$/, "");
  return plain.slice(plain.indexOf(":") + 1);
};

/**
 * What in a file of docker's or podman's credentials must not be printed; empty when it is no such
 * file.
 */
export const secretsInAuthFile = (text: string): string[] => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const entries = Object.values(AuthFile.safeParse(value).data?.auths ?? {});
  return entries
    .flatMap(({ auth, password, identitytoken, registrytoken }) => [
      auth,
      auth === undefined ? undefined : passwordOf(auth),
      password,
      identitytoken,
      registrytoken,
    ])
    .filter((secret) => secret !== undefined && secret !== "") as string[];
};
