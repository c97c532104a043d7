import { execFile } from "node:child_process";
import { chmod, mkdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ok, request } from "../integration/cli.ts";
import { REFERENCE, type EngineUnderTest } from "./container.ts";

const run = promisify(execFile);

export interface ImageUnderTest {
  /** Its name in the engines. */
  readonly reference: string;
  /** Its tag in the layout, as `dl-env load` and `dl-env run` take it. */
  readonly tag: string;
  /** Folder with dl-env.yml and the layout. */
  readonly folder: string;
  /**
   * Compiled modules for containers to share at /pycache: without, each Jupyter takes seconds to
   * compile the same.
   */
  readonly compiled: string;
}

const TAG = "inside";

const REQUEST = `to: oci:./images
matrix:
  cuda: ["12.8"]
  ubuntu: [stand-in]
  set: [${TAG}]
sets:
  ${TAG}: [numpy, matplotlib, tqdm, jupyterlab]
smoke: { require: cpu }
`;

/** Folder of this test run, which setup.ts removes. */
const shared = (): string => {
  const folder = process.env["DL_ENV_TEST_SHARED"];
  if (folder === undefined)
    throw new Error("there is no folder of this run: run these tests as the project integration");
  return join(folder, TAG);
};

/** Built, tested and tagged by the commands that users type, once for all test files of a run. */
const built = async (): Promise<string> => {
  const folder = shared();
  if (existsSync(join(folder, "compiled"))) return folder;
  await request(folder, REQUEST);
  await ok(folder, ["build", "--stand-in"]);
  await ok(folder, ["smoke"]);
  await ok(folder, ["promote"]);
  await mkdir(join(folder, "compiled"));
  await chmod(join(folder, "compiled"), 0o1777);
  return folder;
};

/**
 * The image that the tests of this folder look into: a linked one, as users get it, on the stand-in
 * for nvidia/cuda; it is in each engine asked for.
 */
export const imageUnderTest = async (
  engines: readonly EngineUnderTest[],
): Promise<ImageUnderTest> => {
  const folder = await built();
  for (const engine of engines) {
    const there = await engine.call("image", "inspect", REFERENCE).then(
      () => true,
      () => false,
    );
    if (!there) await engine.load(folder, TAG);
  }
  return { reference: REFERENCE, tag: TAG, folder, compiled: join(folder, "compiled") };
};

/** Takes the image out of the engines that outlive a test run. */
export const removeImage = async (): Promise<void> => {
  for (const engine of ["podman", "docker"])
    await run(engine, ["rmi", "--force", REFERENCE]).catch(() => undefined);
};
