import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { realSystem } from "../../src/system/realSystem.ts";
import { pureWheel, startWheelIndex, type WheelIndex } from "../fakes/wheelIndex.ts";
import { resolveAll } from "../resolve/resolveAll.ts";

let index: WheelIndex;
let home = "";
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "dl-env-pre-"));
  index = await startWheelIndex();
  index.put("dl-env-app", [
    pureWheel("dl-env-app", "1.0", ["dl-env-part>=2"]),
    pureWheel("dl-env-app", "1.1rc1"),
    pureWheel("dl-env-app", "1.1rc2"),
  ]);
  index.put("dl-env-part", [pureWheel("dl-env-part", "1.0"), pureWheel("dl-env-part", "2.0")]);
  index.put("dl-env-beta", [pureWheel("dl-env-beta", "0.9b1")]);
  vi.stubEnv("XDG_CACHE_HOME", `${home}/cache`);
  vi.stubEnv("UV_CACHE_DIR", `${home}/uv`);
  vi.stubEnv("UV_DEFAULT_INDEX", `http://${index.host}/simple`);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await index.close();
  await rm(home, { recursive: true, force: true });
});

const versionsFor = async (...requirements: readonly string[]): Promise<string> => {
  const sys = realSystem();
  const catalog = await loadCatalog(sys);
  const question = {
    requirements,
    constraints: [],
    python: "3.12",
    platform: "x86_64-manylinux_2_31",
    indexes: [],
  };
  const answers = await resolveAll(sys, [question], {
    tool: catalog.hostUv,
    indexes: catalog.indexes,
    mirrors: {},
    update: true,
  });
  const [answer] = [...answers.values()];
  if (answer?.kind === "locked")
    return answer.lock.wheels.map(({ name, version }) => `${name} ${version}`).join(", ");
  return answer?.kind === "conflict" ? answer.reasons[0].message : JSON.stringify(answer);
};

test(
  "a package with final releases is no pre-release unless one is named, whatever the rest leaves",
  { timeout: 120_000 },
  async () => {
    expect(await versionsFor("dl-env-app", "dl-env-part<2")).toBe(
      "dl-env-app up to 1.0 needs dl-env-part 2 or newer, and dl-env-part below 2 is requested.",
    );
    expect(await versionsFor("dl-env-app")).toBe("dl-env-app 1.0, dl-env-part 2.0");
    expect(await versionsFor("dl-env-app>=1.1rc1", "dl-env-part<2")).toBe(
      "dl-env-app 1.1rc2, dl-env-part 1.0",
    );
    expect(await versionsFor("dl-env-beta")).toBe("dl-env-beta 0.9b1");
  },
);
