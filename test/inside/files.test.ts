import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const PROJECT = join(import.meta.dirname, "..", "..");
const ENTRYPOINT = join(PROJECT, "image/rootfs/usr/local/bin/dl-env-entrypoint");
const SHELL = [
  ENTRYPOINT,
  ...["missing.sh", "places.sh", "shell.sh", "ssh.sh", "terminal.sh", "welcome.sh"].map((name) =>
    join(PROJECT, "image/rootfs/usr/local/lib/dl-env", name),
  ),
  ...["dl-env-check", "python", "python3"].map((name) =>
    join(PROJECT, "image/rootfs/usr/local/bin", name),
  ),
  join(PROJECT, "image/apt/apt.sh"),
];
const LIBRARIES = readdirSync(join(PROJECT, "matrix/libraries"));

describe("the files of images", () => {
  it("have an entrypoint of at most 150 lines", () => {
    expect(readFileSync(ENTRYPOINT, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(150);
  });
  it.each(SHELL)("%s passes shellcheck", (file) => {
    expect(execFileSync("shellcheck", [file], { encoding: "utf8" })).toBe("");
  });
  it("can be run where they must be", () => {
    for (const name of ["dl-env-entrypoint", "dl-env-check", "python", "python3"])
      expect(statSync(join(PROJECT, "image/rootfs/usr/local/bin", name)).mode & 0o111).toBe(0o111);
  });
  it("hold no key, no token and no password", () => {
    const found = readdirSync(join(PROJECT, "image/rootfs"), {
      recursive: true,
      withFileTypes: true,
    })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("__pycache__"))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(found.length).toBeGreaterThan(5);
    for (const file of found)
      expect(readFileSync(file, "utf8")).not.toMatch(
        /BEGIN .*PRIVATE KEY|ssh-(?:rsa|ed25519) AAAA|token *[=:] *['"][^'"$]+/,
      );
  });
});

describe("probes", () => {
  it.each(LIBRARIES)(
    "%s has one that Python compiles, with a check on the CPU, and states a version",
    (library) => {
      const file = join(PROJECT, "matrix/libraries", library, "probe.py");
      const text = readFileSync(file, "utf8");
      execFileSync("python3", [
        "-c",
        "import sys; compile(open(sys.argv[1]).read(), sys.argv[1], 'exec')",
        file,
      ]);
      expect(text).toMatch(/@check\("[\w-]+"\)/);
      expect(text).toMatch(/fact\([^)]*version=/);
    },
  );
  it.each(
    LIBRARIES.filter((library) =>
      /^gpu: true/m.test(
        readFileSync(join(PROJECT, "matrix/libraries", library, "library.yml"), "utf8"),
      ),
    ),
  )("%s, which needs a GPU, has a check there", (library) => {
    expect(readFileSync(join(PROJECT, "matrix/libraries", library, "probe.py"), "utf8")).toMatch(
      /@check\("[\w-]+", device="gpu"\)/,
    );
  });
});
