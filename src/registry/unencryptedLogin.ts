import { unreachable, type DlEnvError } from "../errors/error.ts";
import type { Endpoint } from "./endpoint.ts";

/** A registry over http asks for a login. It gets none, since everyone on the way could read it. */
export const unencryptedLogin = ({ host, repository }: Endpoint): DlEnvError =>
  unreachable({
    code: "unencrypted-login",
    message:
      `${host} asks for a login to use ${repository} over http; credentials are sent ` +
      "over https only.",
    hint: `Use https in dl-env.yml, or a registry that needs no login; whether it has https: curl -sSI https://${host}/v2/`,
  });
