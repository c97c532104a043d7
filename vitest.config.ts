import { join } from "node:path";
import { defineConfig } from "vitest/config";

const LONG = { testTimeout: 900_000, hookTimeout: 900_000 };
/** Programs that tests start from source keep V8's code of their modules here. */
const CODE = { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/code") };

// Integration tests share two engines and the disk, so they run one file at a time. Those in services ask real programs, registries
// and indexes and no engine, so they may run beside the former: .ci/tests does.
export default defineConfig({
  test: {
    reporters: ["default", "./test/closingLine.ts"],
    projects: [
      {
        test: {
          name: "unit",
          env: CODE,
          include: ["test/**/*.test.ts"],
          exclude: ["test/integration/**", "test/services/**"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "services",
          env: CODE,
          include: ["test/services/**/*.test.ts"],
          ...LONG,
        },
      },
      {
        test: {
          name: "integration",
          env: CODE,
          include: ["test/integration/**/*.test.ts"],
          globalSetup: ["./test/integration/setup.ts"],
          ...LONG,
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
    ],
  },
});
