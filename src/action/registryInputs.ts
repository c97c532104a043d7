import type { DockerHubConnection } from "./dockerHubLogin.ts";
import type { GivenLogin } from "./inputCredentials.ts";
import type { InputReader } from "./inputReader.ts";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Docker Hub's OIDC connection; undefined when none is given, or when it is wrong, which `reader`
 * then knows.
 */
export const readConnection = (reader: InputReader): DockerHubConnection | undefined => {
  const id = reader.text("oidc-connection");
  if (id === undefined) return undefined;
  const username = reader.text("registry-username");
  const wrong = (message: string, name: string, example: string): undefined => {
    reader.wrong(name, message, example);
    return undefined;
  };
  if (!UUID.test(id))
    return wrong(
      `The input oidc-connection is ${JSON.stringify(id)}, but must be the id of a ` +
        "connection, a UUID.",
      "oidc-connection",
      "${{ vars.DOCKERHUB_OIDC_CONNECTION }}",
    );
  if ((reader.text("registry") ?? "docker.io") !== "docker.io")
    return wrong(
      "The input oidc-connection works with Docker Hub only, but the input registry " +
        "names another one.",
      "registry",
      "docker.io",
    );
  if (reader.text("registry-password") !== undefined)
    return wrong(
      "The inputs oidc-connection and registry-password exclude each other.",
      "registry-password",
      '""',
    );
  if (username === undefined)
    return wrong(
      "The input oidc-connection needs the organization as registry-username, which is empty.",
      "registry-username",
      "${{ vars.DOCKERHUB_ORGANIZATION }}",
    );
  return { username, connection: id };
};

/** What is given of a login; undefined when it is nothing. Whether it is enough is seen later. */
export const readLogin = (reader: InputReader): GivenLogin | undefined => {
  if (reader.text("oidc-connection") !== undefined) return undefined;
  const given = {
    host: reader.text("registry"),
    username: reader.text("registry-username"),
    password: reader.text("registry-password"),
  };
  const login = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as GivenLogin;
  return Object.keys(login).length === 0 ? undefined : login;
};
