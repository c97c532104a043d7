import type { Reporter, TestModule } from "vitest/node";

/** Prints the last line that CI reads, and makes a run in which nothing passed end red. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed += 1;
      // A hook that fails leaves its tests skipped, not failed.
      for (const suite of module.children.allSuites())
        if (suite.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const state = test.result().state;
        counts[state === "pending" ? "failed" : state] += 1;
      }
    }
    if (counts.passed === 0) process.exitCode = 1;
    process.on("exit", () => {
      process.stdout.write(
        `\ntests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
      );
    });
  }
}
