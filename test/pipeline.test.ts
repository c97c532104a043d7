import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DlEnvError } from "../src/errors/error.ts";
import { planCells } from "../src/pipeline.ts";
import { openSession } from "../src/session.ts";
import { realSystem } from "../src/system/realSystem.ts";
import { requestText } from "./matrix/requests.ts";
import { silent } from "./resolve/world.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dl-env-plan-"));
  writeFileSync(
    join(folder, "dl-env.yml"),
    requestText('cuda: ["12.8"], ubuntu: ["24.04"], set: [base, torch]'),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refusalOf = async (cells: readonly string[]): Promise<DlEnvError> => {
  const session = await openSession(realSystem({ log: silent }), {
    file: join(folder, "dl-env.yml"),
    offline: true,
    cells,
  });
  const error: unknown = await planCells(session).catch((cause: unknown) => cause);
  if (error instanceof DlEnvError) return error;
  throw new Error("the plan was made");
};

describe("a cell that the plan does not have", () => {
  test.each([
    ["torch-cuda12.8.1-ubuntu24.04-py3.21", "torch-cuda12.8.1-ubuntu24.04-py3.12"],
    ["torch-cuda12.8", "torch-cuda12.8.1-ubuntu24.04-py3.12"],
  ])("%s is refused with the one that was meant", async (written, near) => {
    const { code, hint } = await refusalOf([written]);
    expect(code).toBe("unknown-cell");
    expect(hint).toBe(`Did you mean ${near}? All of them: dl-env plan`);
  });

  test("xyz is near to none, so none is suggested", async () => {
    const { code, message, hint } = await refusalOf(["xyz"]);
    expect(code).toBe("unknown-cell");
    expect(message).toBe("The plan has no cell xyz.");
    expect(hint).toBe("All of them: dl-env plan");
  });
});
