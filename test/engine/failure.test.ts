import { expect, test } from "vitest";
import { engineFailed } from "../../src/engine/buildFailure.ts";
import { said } from "./world.ts";

test.each([
  [
    "apt's own words count before the engine's",
    '#5 2.317 E: Unable to locate package tmuxx\nERROR: failed to solve: process "/bin/sh -c apt-get install tmuxx" did not complete successfully: exit code: 100\n',
    "E: Unable to locate package tmuxx",
  ],
  [
    "a script is not repeated",
    'ERROR: failed to solve: process "/bin/sh -c set -eu; very long" did not complete successfully: network bridge not found\n',
    'failed to solve: process "RUN …" did not complete successfully: network bridge not found',
  ],
  [
    "podman's script is not repeated",
    'Error: building at STEP "RUN set -eu; long": while running runtime: exit status 7',
    'building at STEP "RUN …": while running runtime: exit status 7',
  ],
  ["without an error the last line counts", "one\ntwo.\n", "two"],
  ["silence is said", "", "it gave no message"],
])("%s", (_title, stderr, why) => {
  const error = engineFailed(
    "podman",
    { what: "build /c", retry: "podman build" },
    said({ code: 1, stderr }),
  );
  expect(error).toMatchObject({
    code: "engine-failed",
    exit: 1,
    message: `podman could not build /c: ${why}.`,
    hint: expect.stringMatching(/type: podman build$/),
  });
});

test("a full disk is its own error, with what to type", () => {
  expect(
    engineFailed(
      "buildx",
      { what: "build /c", retry: "x" },
      said({ code: 1, stderr: "write /x: no space left on device" }),
    ),
  ).toMatchObject({ code: "disk-full", exit: 3, hint: expect.stringContaining("df -h") });
});
