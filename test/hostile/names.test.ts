import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashedRequirements } from "../../src/image/requirements.ts";
import { parseReference } from "../../src/registry/reference.ts";
import { printReference } from "../registry/printReference.ts";
import { makeLock } from "../../src/resolve/lockKey.ts";
import { decodeLock, encodeLock } from "../../src/resolve/lockfile.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { checkedImage, safeName } from "../../src/container/runRequest.ts";
import { byPython } from "./python.ts";
import { different, orRefused, SAME, SEED, valuesFor } from "./values.ts";

/**
 * What the OCI distribution specification and docker's grammar let stand in a name; nothing in it
 * is code to anybody.
 */
const REFERENCE = /^[A-Za-z0-9.:[\]-]+\/[a-z0-9._/-]+(:[\w.-]{1,128})?(@sha256:[0-9a-f]{64})?$/;

describe("names of images", () => {
  test.each([
    "",
    "registry.example/",
    "docker.io/a/b:",
    "docker.io/a@",
    "registry.example/a/../",
    "oci:",
  ])("%j and a hostile end is refused with a code, or comes back as it was", (start) => {
    for (const value of valuesFor("reference", 0.125, start.length)) {
      const reference = orRefused(() => parseReference(start + value));
      if (reference === undefined) continue;
      const printed = printReference(reference);
      const same = printed
        .toLowerCase()
        .endsWith(
          (start + value).replace(/^(index\.|registry-1\.)?docker\.io\//i, "").toLowerCase(),
        );
      expect({
        seed: SEED,
        value,
        printed,
        same,
        harmless: reference.kind === "layout" || REFERENCE.test(printed),
      }).toEqual({ seed: SEED, value, printed, same: true, harmless: true });
    }
  });

  test("that are run are no option and hold nothing but a reference's letters; names of containers neither", () => {
    for (const value of valuesFor("reference", 0.25, 50)) {
      expect(orRefused(() => checkedImage(value)) ?? "a").toMatch(/^[a-z0-9][\w.:/@+-]*$/i);
      expect(safeName(value)).toMatch(/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)?$/);
    }
  });
});

const DIGEST = "ab".repeat(32);
const question = {
  requirements: ["torch"],
  constraints: [],
  python: "3.12",
  platform: "x86_64-manylinux_2_35",
  indexes: [],
};
const wheel = {
  name: "torch",
  version: "2.9.0",
  file: "torch-2.9.0-py3-none-any.whl",
  sha256: DIGEST,
  download: 1,
};
const lockText = (fields: Partial<typeof wheel>): string =>
  encodeLock(
    makeLock(question, [{ ...wheel, ...fields }], { created: "2026-11-21T00:00:00Z", uv: "0.9.0" }),
  );

/**
 * pip's and uv's own grammar of a line with a hash, by Python's `packaging`-free reader: one
 * logical line, split as a shell would.
 */
const READ =
  '[word for line in text.split("\\n") if line for word in shlex.split(line, comments=True)]';

describe("locks", () => {
  test.each(["name", "version", "file", "sha256"] as const)(
    "a hostile %s in one is refused with a code, or installs that package and takes no option",
    (field) => {
      const values = valuesFor("lock", 0.2, ["name", "version", "file", "sha256"].indexOf(field));
      const kept = values.flatMap((value) => {
        const lock = orRefused(() => decodeLock(lockText({ [field]: value }), "locks/x.json"));
        if (lock === undefined) return [];
        expect({ seed: SEED, value: lock.wheels[0]?.[field] }).toEqual({ seed: SEED, value });
        return [hashedRequirements(lock.wheels)];
      });
      const words = byPython("shlex", READ, kept) as string[][];
      expect(
        words.filter(
          (line) =>
            line.length !== 2 ||
            line[0]?.startsWith("-") ||
            !/^--hash=sha256:[0-9a-f]{64}$/.test(line[1] ?? ""),
        ),
      ).toEqual([]);
      expect(kept.length).toBeLessThan(values.length);
    },
  );

  test("any text in one comes back from its JSON, by Python's reader too", () => {
    const values = valuesFor("lock", 0.2, 9).filter((value) => value.isWellFormed());
    const texts = values.map((value) =>
      encodeLock(
        makeLock({ ...question, requirements: [value] }, [wheel], {
          created: "2026-11-21T00:00:00Z",
          uv: value,
        }),
      ),
    );
    expect(
      different(
        values,
        texts.map((text) => decodeLock(text, "x").question.requirements[0] ?? ""),
      ),
    ).toEqual(SAME);
    expect(different(values, byPython("", 'json.loads(text)["uv"]', texts) as string[])).toEqual(
      SAME,
    );
  });
});

describe("files", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "dl-env-hostile-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("a hostile branch, label or path handed to a program is one argument, and no option ends it", async () => {
    const { processes } = realSystem();
    const values = valuesFor("reference", 0.02, 70).filter(
      (value) => !value.includes("\0") && value.isWellFormed(),
    );
    const { stdout } = await processes.run(["printf", "%s\\0", "--", ...values], { cwd: folder });
    expect(different(["--", ...values], stdout.split("\0").slice(0, -1))).toEqual(SAME);
  });
});
