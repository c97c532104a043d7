import type { YamlFile } from "../catalog/yaml.ts";
import type { RequestProblem } from "../errors/error.ts";

/** `[http[s]://]host[:port][/path]`, with a name and a password where an index wants them. */
const ADDRESS =
  /^(?:https?:\/\/(?:[^\s/@]+@)?)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;
/** A host or an address prefix, as `mirrors` names what is asked elsewhere. */
const PREFIX =
  /^(?:https?:\/\/)?(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~%+:-]*)*$/;

/** What uv's default index is, and where its files lie. */
const PACKAGE_INDEX =
  /^(?:https?:\/\/)?(?:pypi\.org|files\.pythonhosted\.org|test\.pypi\.org)(?:\/|$)/;

/**
 * Mirrors that are not addresses, or of what has settings of its own. Values are not repeated,
 * since they may hold a password.
 */
export const checkMirrors = (
  mirrors: Readonly<Record<string, string>>,
  yaml: YamlFile,
): RequestProblem[] =>
  Object.entries(mirrors).flatMap(([key, value]): RequestProblem[] => {
    if (!PREFIX.test(key))
      return [
        {
          code: "wrong-mirror",
          message: "The left side of a mirror is a host, or the beginning of an address.",
          place: yaml.keyPlace(["mirrors", key]),
          hint: "Write for example mirrors: { docker.io: mirror.example }",
        },
      ];
    if (PACKAGE_INDEX.test(key))
      return [
        {
          code: "wrong-mirror",
          message: `${key} is asked by uv, which has settings of its own for its index.`,
          place: yaml.keyPlace(["mirrors", key]),
          hint:
            "Leave it out of mirrors, and name the mirror to uv: " +
            "export UV_DEFAULT_INDEX=https://mirror.example/simple",
        },
      ];
    if (ADDRESS.test(value)) return [];
    return [
      {
        code: "wrong-mirror",
        message: `The mirror of ${key} is not a host or an address.`,
        place: yaml.place(["mirrors", key]),
        hint:
          `Write it as a host with an optional path: mirrors: { ${key}: ` +
          "mirror.example/docker }",
      },
    ];
  });
